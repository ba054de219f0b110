/** Reads text that somebody else wrote, and writes files so that nobody sees half of one. Knows nothing of models. */
package io.lstmc.files;

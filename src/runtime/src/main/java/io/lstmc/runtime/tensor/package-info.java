/** Numbers of a model: one array for all of it, and the names, the shapes and the places of what lies there. */
package io.lstmc.runtime.tensor;

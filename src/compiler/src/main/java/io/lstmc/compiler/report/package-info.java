/** What was decided for a model and why, for people. */
package io.lstmc.compiler.report;

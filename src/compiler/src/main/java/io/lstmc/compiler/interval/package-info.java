/** Intervals of numbers and their arithmetic; knows nothing of the language. */
package io.lstmc.compiler.interval;

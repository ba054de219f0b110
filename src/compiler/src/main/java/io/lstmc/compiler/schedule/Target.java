package io.lstmc.compiler.schedule;

/**
 * Where a value has to go.
 *
 * @param accumulate whether it is added to what is there
 */
record Target(View view, boolean accumulate) {}

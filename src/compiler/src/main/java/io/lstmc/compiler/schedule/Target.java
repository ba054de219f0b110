package io.lstmc.compiler.schedule;

import io.lstmc.compiler.program.View;

/**
 * Where a value has to go.
 *
 * @param accumulate whether it is added to what is there
 */
record Target(View view, boolean accumulate) {}

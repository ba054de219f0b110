/**
 * Vector code of elementwise equations and of sweeps over rows: a class file is written for each text of
 * {@link io.lstmc.runtime.kernel.FloatEquations}.
 */
package io.lstmc.runtime.kernel.vector.loops;

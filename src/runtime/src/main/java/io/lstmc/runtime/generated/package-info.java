/**
 * What only generated classes name, beside {@link io.lstmc.runtime.Model} and what an application sees of it, the functions
 * in {@code io.lstmc.runtime.math} and the kernels: the arrays of a pass, the derivatives that it adds to, constants too long
 * for code. No application needs it, and it may change with each release.
 */
package io.lstmc.runtime.generated;

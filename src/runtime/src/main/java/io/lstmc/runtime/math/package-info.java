/**
 * The elementary functions that generated classes and kernels share, so that plain Java and vectors give the same bits, random
 * numbers that depend on a counter alone, and orthonormal matrices. Public for generated classes; an application has
 * {@link Math}.
 */
package io.lstmc.runtime.math;

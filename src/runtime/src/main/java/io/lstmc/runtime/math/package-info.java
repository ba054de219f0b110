/**
 * The elementary functions that generated classes and kernels share, so that plain Java and vectors give the same bits. Public
 * for generated classes; an application has {@link Math}.
 */
package io.lstmc.runtime.math;

/**
 * What generated models link to: their parameters, the training loop, weight files and elementary functions.
 *
 * <p>A generated class extends {@link io.lstmc.runtime.Model} and adds the mathematics; everything here is the same for
 * every model. Nothing here depends on more than {@code java.base}; the kernels use {@code jdk.incubator.vector} where
 * that module is present.
 */
package io.lstmc.runtime;

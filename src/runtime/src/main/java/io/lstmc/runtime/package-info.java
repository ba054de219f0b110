/**
 * What an application calls of a generated model: its parameters, its training and what training reports.
 *
 * <p>A generated class extends {@link io.lstmc.runtime.Model} and adds the mathematics; everything here is the same for
 * every model. Nothing here depends on more than {@code java.base}; the kernels use {@code jdk.incubator.vector} where
 * that module is present.
 */
package io.lstmc.runtime;

/**
 * The kernels in the Vector API, and those that begin in plain Java and change over when vector code is compiled. What begins
 * with {@code Vector} loads only where the module {@code jdk.incubator.vector} is present;
 * {@link io.lstmc.runtime.kernel.vector.VectorEntry} is all that others know, and it is known by its name only.
 */
package io.lstmc.runtime.kernel.vector;

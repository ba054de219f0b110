/**
 * Matrix products, the one place where speed depends on the machine: plain Java, or the Vector API where its module is
 * present. {@link io.lstmc.runtime.kernel.Kernels#get()} chooses once.
 */
package io.lstmc.runtime.kernel;

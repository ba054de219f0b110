/**
 * Matrix products, sums and functions of arrays as generated classes call them, the one place where speed depends on the
 * machine, and their plain Java. {@link io.lstmc.runtime.kernel.Kernels#get()} chooses once between that and the vector code
 * below this package, which extends these classes; an application does not.
 */
package io.lstmc.runtime.kernel;

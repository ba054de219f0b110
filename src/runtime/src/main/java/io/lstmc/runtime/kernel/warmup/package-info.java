/**
 * How vector code gets compiled while plain Java does its work: in a thread of its own, piece by piece, in methods that are
 * not inlined. Public for the vector kernels only.
 */
package io.lstmc.runtime.kernel.warmup;

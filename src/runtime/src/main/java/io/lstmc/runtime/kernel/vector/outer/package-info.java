/** Sums of outer products in vectors: a plan of what goes in registers, then blocks or chunks of tiles. */
package io.lstmc.runtime.kernel.vector.outer;

/**
 * What all vector code shares: the width of vectors, arrays for one call, copies, and the code that is the same for all shapes:
 * functions, sums of rows and of columns. Public for the vector kernels only.
 */
package io.lstmc.runtime.kernel.vector.piece;

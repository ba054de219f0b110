/** Products of matrices in vectors: tiles of rows, single rows, and steps of few rows, with the weights laid out for them. */
package io.lstmc.runtime.kernel.vector.product;

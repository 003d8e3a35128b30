/**
 * Matrix products: three kinds, of whole matrices and of parts of them, with vectors and without,
 * of the same bits.
 */
package io.gradstream.network.products;

/**
 * Kernels and random numbers: with {@code products}, all arithmetic of the engine, used by every
 * other room of it but {@code memory} and {@code spec}.
 *
 * <p>Each interface has two twins of equal bits, one with the Vector API and one without; {@code
 * Kernels} says how they are alike. A class whose name begins with {@code Vector} is one that
 * {@code engine.args} keeps the compiler from inlining: it must lie here or in {@code products}.
 */
package io.gradstream.network.kernels;

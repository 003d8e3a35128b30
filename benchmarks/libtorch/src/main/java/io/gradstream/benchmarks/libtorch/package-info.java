/**
 * The networks of {@code gradstream bench engine} in libtorch, eager, on one thread, in a process
 * of their own.
 */
package io.gradstream.benchmarks.libtorch;

/** The engine's training step beside libtorch's: {@code gradstream bench engine}. */
package io.gradstream.benchmarks.engine;

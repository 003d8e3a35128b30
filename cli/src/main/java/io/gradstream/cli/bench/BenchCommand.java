package io.gradstream.cli.bench;

import java.util.concurrent.Callable;

/**
 * A command under {@code gradstream bench}: annotated with picocli's {@code Command}, found through
 * {@link java.util.ServiceLoader}, and called for its exit code.
 */
public interface BenchCommand extends Callable<Integer> {}

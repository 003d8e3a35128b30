package io.gradstream.cli.proof;

import java.util.concurrent.Callable;

/**
 * A command that shows what the whole system withstands: annotated with picocli's {@code Command},
 * found through {@link java.util.ServiceLoader}, and called for its exit code.
 */
public interface ProofCommand extends Callable<Integer> {}

package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream that learners are compared on.
 *
 * @param file in the folder of data sets; empty: it is generated
 * @param generator of its rows, where it is
 * @param target of {@code evaluate --auto}
 * @param ignored columns that tell the label
 * @param limit rows at most
 * @param attributes for MOA, the class last; where it is alone, MOA does not run
 * @param warmUp rows after which accuracy is counted once more; 0: it is not
 */
record BenchStream(
    String name,
    Optional<String> file,
    Generator generator,
    String target,
    List<String> ignored,
    long limit,
    List<ArffAttribute> attributes,
    long warmUp) {

  /** Makes a stream. */
  interface Generator {

    /** Writes the rows of a seed as CSV. */
    void write(long seed, Path file) throws IOException;

    /** Of a stream that is a file. */
    static void none(long seed, Path file) {
      throw new IllegalStateException("not generated: " + file);
    }
  }

  static final long ALL = Long.MAX_VALUE;

  BenchStream {
    ignored = List.copyOf(ignored);
    attributes = List.copyOf(attributes);
  }

  /** A whole stream that is made. */
  static BenchStream of(
      String name, Generator generator, String target, List<ArffAttribute> attributes) {
    return new BenchStream(
        name, Optional.empty(), generator, target, List.of(), ALL, attributes, 0);
  }

  /** A whole file. */
  static BenchStream of(String name, String file, String target, List<ArffAttribute> attributes) {
    return new BenchStream(
        name, Optional.of(file), Generator::none, target, List.of(), ALL, attributes, 0);
  }

  BenchStream withLimit(long rows) {
    return new BenchStream(name, file, generator, target, ignored, rows, attributes, warmUp);
  }

  BenchStream ignoring(String... columns) {
    return new BenchStream(
        name, file, generator, target, List.of(columns), limit, attributes, warmUp);
  }

  /** Whether the last attribute is a number, not a class. */
  boolean isRegression() {
    return attributes.get(attributes.size() - 1).kind() instanceof ArffAttribute.Kind.Number;
  }

  boolean hasFeaturesForPeers() {
    return attributes.size() > 1;
  }

  /** What {@code evaluate --auto} is told of it. */
  List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("--target", target));
    if (!ignored.isEmpty()) {
      flags.addAll(List.of("--ignore", String.join(",", ignored)));
    }
    return flags;
  }
}

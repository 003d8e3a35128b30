package io.gradstream.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream that learners are compared on.
 *
 * @param file in the folder of data sets; empty: {@link SeaStream}
 * @param target of {@code evaluate --auto}
 * @param ignored columns that tell the label
 * @param limit rows at most
 * @param attributes for MOA, the class last; where it is alone, MOA does not run
 * @param warmUp rows after which accuracy is counted once more; 0: it is not
 */
record BenchStream(
    String name,
    Optional<String> file,
    String target,
    List<String> ignored,
    long limit,
    List<ArffAttribute> attributes,
    long warmUp) {

  static final long ALL = Long.MAX_VALUE;

  BenchStream {
    ignored = List.copyOf(ignored);
    attributes = List.copyOf(attributes);
  }

  /** A whole file. */
  static BenchStream of(String name, String file, String target, List<ArffAttribute> attributes) {
    return new BenchStream(name, Optional.of(file), target, List.of(), ALL, attributes, 0);
  }

  BenchStream withLimit(long rows) {
    return new BenchStream(name, file, target, ignored, rows, attributes, warmUp);
  }

  BenchStream ignoring(String... columns) {
    return new BenchStream(name, file, target, List.of(columns), limit, attributes, warmUp);
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

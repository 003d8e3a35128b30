package io.gradstream.benchmarks.learning;

import io.gradstream.learning.Scores;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores what {@code MoaMain} wrote, as {@code evaluate} scores ours: of each row the label, then
 * the probability of each class, or the value.
 */
final class Predictions {

  private Predictions() {}

  /**
   * @param warmUp see {@link BenchStream}
   */
  static Quality quality(Path file, long warmUp) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      if (first == null) {
        throw new IllegalStateException("no row was predicted: " + file);
      }
      int outputs = first.split(" ").length - 1;
      Scores all = Scores.of(target(outputs));
      Scores later = Scores.of(target(outputs));
      long row = 0;
      for (String line = first; line != null; line = lines.readLine()) {
        score(line, all);
        if (row++ >= warmUp) {
          score(line, later);
        }
      }
      Quality quality = new Quality(all.measures());
      return warmUp > 0
          ? quality.withLater(new Quality(later.measures()).measure("accuracy").orElseThrow())
          : quality;
    }
  }

  /** The kind of target: of two classes the first is the outcome, so that a tie goes to it. */
  private static Target target(int outputs) {
    return switch (outputs) {
      case 1 -> new RegressionTarget("value");
      case 2 -> new BinaryTarget("0");
      default ->
          new MultiClassTarget(IntStream.range(0, outputs).mapToObj(Integer::toString).toList());
    };
  }

  private static void score(String line, Scores scores) {
    List<String> words = List.of(line.split(" "));
    double[] output = new double[words.size() - 1];
    for (int i = 0; i < output.length; i++) {
      output[i] = Float.parseFloat(words.get(i + 1));
    }
    float label = Float.parseFloat(words.get(0));
    scores.score(output, output.length == 2 ? 1 - label : label);
  }
}

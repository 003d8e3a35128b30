package io.gradstream.benchmarks.learning;

import io.gradstream.benchmarks.Median;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** A learner's runs over a stream. */
record LearningResult(String stream, String learner, List<Run> runs) {

  LearningResult {
    runs = List.copyOf(runs);
  }

  /** Mean of a measure over the runs; empty when one has it not. */
  OptionalDouble mean(String measure) {
    List<OptionalDouble> values = runs.stream().map(run -> run.quality().measure(measure)).toList();
    return values.stream().allMatch(OptionalDouble::isPresent)
        ? values.stream().mapToDouble(OptionalDouble::getAsDouble).average()
        : OptionalDouble.empty();
  }

  /** Processor seconds of a whole process, median of the runs. */
  double cpu() {
    return median(Run::cpu);
  }

  /** Processor seconds of the second half of the stream, median of the runs. */
  double lastHalf() {
    return median(Run::lastHalf);
  }

  private double median(ToDoubleFunction<Run> of) {
    return Median.of(runs.stream().mapToDouble(of).toArray());
  }
}

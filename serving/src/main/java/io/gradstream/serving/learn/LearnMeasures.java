package io.gradstream.serving.learn;

import io.gradstream.serving.report.Measures;
import io.gradstream.serving.report.Metric;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of records. Thread safe. */
final class LearnMeasures {

  private final Map<Kind, LongAdder> counts = new LinkedHashMap<>(); // of all there are

  private record Kind(String learner, String kind, Fate fate) {}

  LearnMeasures(Collection<String> learners) {
    for (String learner : learners) {
      for (String kind : LearnDesk.KINDS) {
        for (Fate fate : Fate.values()) {
          counts.put(new Kind(learner, kind, fate), new LongAdder());
        }
      }
    }
  }

  void add(String learner, String kind, Fate fate) {
    counts.get(new Kind(learner, kind, fate)).increment();
  }

  void write(Measures into) {
    into.begin(Metric.LEARN_RECORDS_TOTAL);
    counts.forEach(
        (of, count) ->
            into.value(
                count.sum(), "learner", of.learner, "kind", of.kind, "fate", of.fate.label()));
  }
}

package io.gradstream.cli.steer;

import io.gradstream.learning.challengers.Standing;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Those who learn beside the champion, by the measures that a learner last reported. */
public final class Candidates {

  private final List<Measure> measures;
  private final Map<String, Long> examples = new TreeMap<>(); // that each has learned, by name

  public Candidates(List<Measure> measures) {
    this.measures = List.copyOf(measures);
    for (Measure measure : measures) {
      String name = measure.name();
      if (name.startsWith(Standing.PREFIX) && name.endsWith(Standing.EXAMPLES)) {
        int end = name.length() - Standing.EXAMPLES.length();
        examples.put(name.substring(Standing.PREFIX.length(), end), (long) measure.value());
      }
    }
  }

  boolean isNobody() {
    return examples.isEmpty();
  }

  /** How each stands to the champion, in a line. */
  public List<String> toLines() {
    return examples.keySet().stream().map(this::line).toList();
  }

  private String line(String name) {
    double difference = value(name, Standing.DIFFERENCE);
    return String.format(
        Locale.ROOT,
        "challenger %s: error %.4f %s than the champion's on %,.0f examples, confidence %.4f",
        name,
        Math.abs(difference),
        difference > 0 ? "more" : "less",
        value(name, Standing.PAIRS),
        Math.abs(value(name, Standing.EVIDENCE)));
  }

  private double value(String name, String of) {
    return MetricReport.value(Standing.PREFIX + name + of, measures).orElse(0);
  }

  /**
   * @throws IllegalStateException when that one cannot take the champion's place
   */
  void require(String learner, String name) {
    if (isNobody()) {
      throw new IllegalStateException(
          "%s has no challengers: its spec declares none".formatted(learner));
    }
    if (!examples.containsKey(name)) {
      throw new IllegalStateException(
          "%s has no challenger %s: beside the one that answers there are %s"
              .formatted(learner, name, String.join(", ", examples.keySet())));
    }
    if (examples.get(name) == 0) {
      throw new IllegalStateException(
          "challenger %s of %s has learned nothing yet".formatted(name, learner));
    }
  }
}

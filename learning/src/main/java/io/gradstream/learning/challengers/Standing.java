package io.gradstream.learning.challengers;

import io.gradstream.learning.Learner;
import io.gradstream.learning.drift.ladder.Trial;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * How one that does not answer stands to the champion.
 *
 * @param learner live
 * @param trial on the examples that both were scored on since the champion is it
 */
public record Standing(String name, Learner learner, Trial trial) {

  /** Begins the names of measures of those who do not answer. */
  public static final String PREFIX = "challenger.";

  /** Ends the name of the count of examples that one has learned. */
  public static final String EXAMPLES = ".examples";

  /** End the names of how one compares. */
  public static final String PAIRS = ".pairs";

  public static final String DIFFERENCE = ".difference";
  public static final String EVIDENCE = ".evidence";

  /** How sure the test is that it is better, in 0..1; negative: that it is worse. */
  public double evidence() {
    return trial.difference() > 0 ? -trial.confidence() : trial.confidence();
  }

  /** For reports: its scores as the champion's are told, and how they compare. */
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    learner.scores().measures().forEach(of -> measures.add(measure("." + of.name(), of.value())));
    measures.add(measure(EXAMPLES, learner.lineage().examples()));
    measures.add(measure(PAIRS, trial.pairs()));
    measures.add(measure(DIFFERENCE, trial.difference()));
    measures.add(measure(EVIDENCE, evidence()));
    return measures;
  }

  private Measure measure(String of, double value) {
    return new Measure(PREFIX + name + of, value);
  }
}

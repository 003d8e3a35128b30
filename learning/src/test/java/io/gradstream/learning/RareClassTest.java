package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One row of four hundred is of the class asked for: some forty come. */
class RareClassTest {

  private static final int ROWS = 16_000;
  private static final double[] ASIDE = {2.2, -1.8, 1.5, 0, 0, 0};
  private static final String NETWORKS = "{perceptron: [8], sees: event}, {perceptron: [8]}";

  /** The best there is has an AUC of 0.988, once it is known where the class lies. */
  @Test
  void isRankedByWhereItLies() {
    double centers = area("informed", NETWORKS + ", {discriminant: event}");

    assertThat(centers).isGreaterThan(0.972);
    assertThat(centers).isGreaterThan(area("gate", NETWORKS) + 0.02);
  }

  private static double area(String mix, String members) {
    try (Learner learner = spec(mix, members).newLearner("", 1)) {
      Random random = new Random(1);
      for (int n = 0; n < ROWS; n++) {
        boolean rare = random.nextInt(400) == 0;
        Object[] row = new Object[ASIDE.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextGaussian() + (rare ? ASIDE[i] : 0);
        }
        learner.learn(new Example(Event.of(row), "", rare ? 1 : 0, Examples.position(n)));
      }
      return learner.scores().measures().stream()
          .filter(measure -> measure.name().equals("auc"))
          .mapToDouble(Measure::value)
          .findFirst()
          .orElseThrow();
    }
  }

  private static LearnerSpec spec(String mix, String members) {
    StringBuilder text = new StringBuilder("learner: rare\nevents: {topic: rows}\nfeatures:\n");
    for (int i = 0; i < ASIDE.length; i++) {
      text.append("  - {field: x").append(i).append(", as: numeric}\n");
    }
    text.append("target: {binary: late}\npool: {mix: %s, members: [%s]}\n".formatted(mix, members));
    return SpecReader.read(new SpecBundle("rare.yaml", text.toString(), Map.of()));
  }
}

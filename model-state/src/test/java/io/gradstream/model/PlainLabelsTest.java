package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainLabelsTest {

  private static final int CLASSES = 40; // more than a history tells apart
  private static final Event EVENT = Event.of(1.0);

  private static ModelSpec spec() {
    Target target = new OpenClassTarget(List.of(), CLASSES, 0, false);
    List<FeatureSpec> features = List.of(new FeatureSpec.Numeric("distance"));
    return new ModelSpec(
        "labels",
        7,
        new EventSchema(
            List.of(new EventField("distance", FieldType.NUMBER, false)), ZoneOffset.UTC),
        Optional.empty(),
        features,
        target,
        List.of(),
        Optional.of(PoolSpec.of(target, features)));
  }

  private static void learn(Model model, Row row, String name) {
    int label = model.classes().learned(name);
    model.rows().encodeToLearn(EVENT, label, row, (table, claimed) -> {});
    model.pool().answer(row, 0);
    model.pool().update(row);
  }

  private static String likeliest(Model model) {
    double[] answer = model.predict(EVENT);
    int most = 0;
    for (int c = 1; c < answer.length; c++) {
      most = answer[c] > answer[most] ? c : most;
    }
    return model.classes().met().names().get(most);
  }

  @Test
  void theLastLabelOfAnyClassIsSaidAgainWhereThatIsLessOftenWrong() {
    try (Model model = new Model(spec(), "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      Row row = model.rows().newRow();
      for (int run = 0; run < 3 * CLASSES; run++) {
        for (int again = 0; again < 5; again++) {
          learn(model, row, "class " + run % CLASSES);
        }
        assertThat(likeliest(model)).isEqualTo("class " + run % CLASSES);
      }
    }
  }
}

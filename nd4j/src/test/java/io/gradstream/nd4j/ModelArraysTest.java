package io.gradstream.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Weights, features and answers of a snapshot as arrays, and back. */
class ModelArraysTest {

  private static final String SPEC =
      """
      learner: flowers
      events: {topic: flowers}
      features:
        - {field: sizes, as: numbers, shape: [3]}
        - {field: color, as: category, embed: 2, capacity: 4}
      target: {classes: [small, large], field: kind}
      network: [{dense: 5, activation: tanh}]
      learn: {averaging: 0}
      """;

  private final LearnerSpec spec = read(SPEC);

  private static LearnerSpec read(String text) {
    return SpecReader.read(new SpecBundle("spec.yaml", text, Map.of()));
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Object[] fields = new Object[spec.model().events().fields().size()];
      fields[spec.model().events().indexOf("sizes")] = new float[] {i, 1 - i, 0.5f * i};
      fields[spec.model().events().indexOf("color")] = "red";
      events.add(Event.owning(fields));
    }
    return events;
  }

  private ModelSnapshot snapshot() {
    try (Model model = new Model(spec.model(), "", spec.learn().training(), 1)) {
      return model.snapshot(new Version(1, 0), Lineage.NONE);
    }
  }

  /** A snapshot's answers follow from its features and weights, by ND4J's own operations. */
  @Test
  void usageExample() {
    try (Model model = Model.of(snapshot())) {
      Map<String, INDArray> weights = WeightArrays.of(model.network());
      INDArray numbers = EventArrays.features(model, events());
      INDArray rows = EventArrays.categories(model, events());

      INDArray embedded = Nd4j.zeros(DataType.FLOAT, 4, 2); // no value is known: row 0, of zeros
      INDArray input = Nd4j.hstack(numbers, embedded);
      INDArray hidden =
          Transforms.tanh(
              input.mmul(weights.get("dense1.weight")).addRowVector(weights.get("dense1.bias")));
      INDArray answers =
          Transforms.softmax(
              hidden.mmul(weights.get("output.weight")).addRowVector(weights.get("output.bias")));

      assertThat(rows.sumNumber().intValue()).isZero();
      assertThat(EventArrays.answers(model, events()).distance2(answers.castTo(DataType.DOUBLE)))
          .isCloseTo(0, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"averaging: 0", "averaging: 0.9"})
  void weightsComeBackIntoAModelAndItsSnapshot(String averaging) {
    LearnerSpec averaged = read(SPEC.replace("averaging: 0", averaging));
    try (Model model = new Model(averaged.model(), "", averaged.learn().training(), 1)) {
      Map<String, INDArray> weights = WeightArrays.of(model.network());
      weights.replaceAll((name, array) -> array.mul(2));

      WeightArrays.put(weights, model.network());

      try (Model again = Model.of(model.snapshot(new Version(1, 0), Lineage.NONE))) {
        assertThat(WeightArrays.of(again.network())).isEqualTo(weights);
        assertThat(EventArrays.answers(again, events()))
            .isEqualTo(EventArrays.answers(model, events()));
      }
    }
  }

  @Test
  void weightsBecomeTheFileThatAModelStartsWith() {
    try (Model model = Model.of(snapshot())) {
      StartWeights start = WeightArrays.start(WeightArrays.of(model.network()));
      SpecBundle bundle =
          new SpecBundle(
              "spec.yaml",
              SPEC.replace("averaging: 0", "start: flowers.weights"),
              Map.of("flowers.weights", WeightsFile.write(start)));
      LearnerSpec starting = SpecReader.read(bundle);
      try (Model started =
          new Model(starting.model().withSeed(99), "", starting.learn().training(), 1)) {
        assertThat(EventArrays.answers(started, events()))
            .isEqualTo(EventArrays.answers(model, events()));
      }
    }
  }

  @Test
  void arraysOfAnyOrderAndTypeArePutAsTheyMean() {
    try (Model model = Model.of(snapshot())) {
      INDArray given =
          Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 0}});

      WeightArrays.put(Map.of("output.weight", given.dup('f')), model.network());

      assertThat(WeightArrays.of(model.network()).get("output.weight"))
          .isEqualTo(given.castTo(DataType.FLOAT));
    }
  }

  @Test
  void whatTheNetworkDoesNotHaveIsRefusedAndNothingIsChanged() {
    try (Model model = Model.of(snapshot())) {
      Map<String, INDArray> before = WeightArrays.of(model.network());
      INDArray one = Nd4j.ones(DataType.FLOAT, 1);
      INDArray biases = Nd4j.createFromArray(1f, Float.NaN);

      assertThatThrownBy(() -> WeightArrays.put(Map.of("output.bias", one), model.network()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the network has no output.bias [1]; it has [dense1.weight [5, 5]");
      assertThatThrownBy(() -> WeightArrays.put(Map.of("output.bias", biases), model.network()))
          .hasMessageContaining("values of output.bias must be finite");
      assertThatThrownBy(() -> EventArrays.features(model, List.of()))
          .hasMessageContaining("events must be at least one");
      assertThat(WeightArrays.of(model.network())).isEqualTo(before);
    }
  }
}

package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several rows in one pass through the network. */
class PassesTest {

  private static final Version VERSION = new Version(3, 1200);

  static Stream<ModelSpec> everyKindOfModel() {
    return Stream.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES)
        .flatMap(target -> Stream.of(Flights.spec(target), Flights.pool(target)));
  }

  private static ModelSnapshot snapshot(ModelSpec spec) {
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Sgd(0.1f));
    try (Model model = new Model(spec, "", training, 1)) {
      byte[] bytes = SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE));
      return SnapshotCodec.decode(bytes);
    }
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      events.add(
          Flights.event(
              981_000_000_000L + i * 3_600_000L,
              i % 11 == 0 ? null : 17.0 * i,
              i % 3 == 0 ? "ORD" : "JFK",
              i % 5 == 0 ? null : i % 2 == 0));
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("everyKindOfModel")
  void aRowsAnswerHasTheSameBitsBesideOthers(ModelSpec spec) {
    ModelSnapshot snapshot = snapshot(spec);
    List<Event> events = events();
    try (Model alone = Model.of(snapshot);
        Model together = Model.toServe(snapshot)) {
      assertThat(together.most()).isGreaterThan(1);
      for (int rows : new int[] {1, 2, 3, together.most()}) {
        List<double[]> answers = new ArrayList<>();
        while (answers.size() < events.size()) {
          int to = Math.min(answers.size() + rows, events.size());
          together.predict(events.subList(answers.size(), to), answers);
        }
        for (int i = 0; i < events.size(); i++) {
          assertThat(answers.get(i)).isEqualTo(alone.predict(events.get(i)));
        }
      }
    }
  }

  @Test
  void oneOfManyModelsTakesOneRowAtATime() {
    try (Model model = Model.toServe(snapshot(Flights.keyedByOrigin()))) {
      assertThat(model.most()).isEqualTo(1);
    }
  }

  @Test
  void oneThatTakesMuchMemoryForARowTakesFewRows() {
    ModelSpec flights = Flights.spec(Flights.LATE);
    ModelSpec wide =
        new ModelSpec(
            flights.learner(),
            flights.seed(),
            flights.events(),
            Optional.empty(),
            flights.features(),
            flights.target(),
            List.of(
                new LayerSpec.DenseSpec(20_000, Activation.RELU),
                new LayerSpec.DenseSpec(2, Activation.RELU)));
    try (Model model = Model.toServe(snapshot(wide))) {
      assertThat(model.most()).isBetween(2, 63);
    }
  }
}

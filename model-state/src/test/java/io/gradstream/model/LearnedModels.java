package io.gradstream.model;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.model.targets.Target;
import io.gradstream.network.Network;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;

/** Models of the {@link Flights} learner that have learned a little, always the same. */
final class LearnedModels {

  static final TrainingSpec TRAINING = TrainingSpec.of(new OptimizerSpec.Sgd(0.1f));

  private static final int BATCH = 4;
  private static final int EXAMPLES = 80;

  private LearnedModels() {}

  static Model fresh(Target target) {
    return new Model(Flights.spec(target), "ORD", TRAINING, BATCH);
  }

  static Model learned(Target target) {
    Model model = fresh(target);
    learn(model);
    return model;
  }

  /** One of a number whose answers have bounds. */
  static Model withIntervals() {
    Model model = learned(Flights.MINUTES.bounded(0.9));
    for (int i = 0; i < EXAMPLES; i++) {
      model.pool().intervals().orElseThrow().learn(i % 5, i % 7);
    }
    return model;
  }

  /** The same of times in a unit. */
  static Model learnedIn(EpochUnit unit) {
    ModelSpec spec = Flights.spec(Flights.LATE);
    EventSchema events = spec.events();
    List<EventField> fields = new ArrayList<>(events.fields());
    fields.set(0, fields.get(0).in(unit));
    Model model =
        new Model(
            new ModelSpec(
                spec.learner(),
                spec.seed(),
                new EventSchema(fields, events.zone()),
                spec.keyField(),
                spec.features(),
                spec.target(),
                spec.layers(),
                spec.pool()),
            "ORD",
            TRAINING,
            BATCH);
    learn(model);
    return model;
  }

  static void learn(Model model) {
    Network network = model.network();
    for (int i = 0; i < EXAMPLES; i++) {
      Staging.example(model, i % BATCH, example(i), label(model, i));
      if (i % BATCH == BATCH - 1) {
        network.train(BATCH);
      }
    }
  }

  private static Event example(int i) {
    String[] origins = {"ORD", "JFK", "ATL", null};
    return Flights.event(
        981_000_000_000L + i * 3_600_000L, 100.0 + 37 * i, origins[i % 4], i % 7 == 0);
  }

  private static float label(Model model, int i) {
    Target target = model.spec().target();
    return target.isNumber() ? i % 50 : i % target.classes();
  }
}

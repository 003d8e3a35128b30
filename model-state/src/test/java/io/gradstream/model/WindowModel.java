package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A model that sees each event behind those of its station before it, always the same. */
final class WindowModel {

  static final FeatureSpec.Window WINDOW =
      new FeatureSpec.Window(
          List.of("dust", "heat"), 4, 3_600_000, "at", Optional.of("station"), 2);

  private static final int LEARNED = 12;

  private WindowModel() {}

  static ModelSpec spec() {
    return new ModelSpec(
        "air",
        7,
        new EventSchema(
            List.of(
                new EventField("at", FieldType.TIME, true),
                new EventField("station", FieldType.TEXT, false),
                new EventField("dust", FieldType.NUMBER, false),
                new EventField("heat", FieldType.NUMBER, false)),
            ZoneOffset.UTC),
        Optional.empty(),
        List.of(WINDOW),
        new RegressionTarget("next"),
        List.of(
            new RecurrentSpec(
                RecurrentSpec.Cell.GRU,
                3,
                RecurrentSpec.Over.ROW,
                RecurrentSpec.Steps.LAST,
                false)));
  }

  static Model learned() {
    Model model = new Model(spec(), "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
    for (int hour = 0; hour < LEARNED; hour++) {
      Event event = event(hour);
      Row row = model.rows().newRow();
      model.rows().encodeToLearn(event, hour % 5, row, (table, claimed) -> {});
      model.encoder().enter(event);
      model.labels().settle(row);
    }
    return model;
  }

  private static Event event(int hour) {
    Double heat = hour % 3 == 0 ? null : (Double) (hour / 4.0);
    return Event.of(3_600_000L * (hour - hour % 4 / 3), "s" + hour % 2, hour % 7 - 3.0, heat);
  }

  static List<Event> events() {
    List<Event> events = new ArrayList<>();
    IntStream.range(LEARNED - 4, LEARNED + 4).mapToObj(WindowModel::event).forEach(events::add);
    events.add(Event.of(3_600_000L * LEARNED, "never seen", 1.0, 2.0));
    events.add(Event.of(null, "s1", null, 2.0));
    return events;
  }
}

package io.gradstream.sql;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A learner with a field of every type, and models of it that differ with key and version. */
final class Payments {

  static final String LEARNER = "payments";
  static final Target FRAUD = new BinaryTarget("fraudulent");
  static final ZoneId ZONE = ZoneId.of("America/Chicago");
  static final Lineage LINEAGE = new Lineage(Optional.empty(), 4711, 0, List.of());

  /** As {@link #event} has them: those that the model needs. */
  static final String INPUT =
      "paidAt TIMESTAMP_LTZ(3), amount DOUBLE, country STRING, abroad BOOLEAN, pixels ARRAY<FLOAT>";

  private Payments() {}

  static ModelSpec spec(Target target, Optional<String> keyField) {
    return new ModelSpec(
        LEARNER,
        7,
        new EventSchema(
            List.of(
                new EventField("paymentId", FieldType.TEXT, true), // the model does not need it
                new EventField("paidAt", FieldType.TIME, true),
                new EventField("amount", FieldType.NUMBER, false),
                new EventField("country", FieldType.TEXT, false),
                new EventField("abroad", FieldType.BOOLEAN, false),
                new EventField("pixels", FieldType.NUMBERS, false)),
            ZONE),
        keyField,
        List.of(
            new FeatureSpec.TimeParts("paidAt", List.of(TimePart.TIME_OF_DAY)),
            new FeatureSpec.Numeric("amount"),
            new FeatureSpec.Category("country", 3, 8),
            new FeatureSpec.Flag("abroad"),
            new FeatureSpec.Numbers("pixels", List.of(2, 2), new FeatureSpec.Scaling.Divide(255))),
        target,
        List.of(new LayerSpec.DenseSpec(6, Activation.TANH)));
  }

  static ModelSpec spec() {
    return spec(FRAUD, Optional.empty());
  }

  static ModelSpec keyed() {
    return spec(FRAUD, Optional.of("country"));
  }

  static Event event(Long paidAt, Double amount, String country, Boolean abroad, float... pixels) {
    return Event.of(null, paidAt, amount, country, abroad, pixels.length == 0 ? null : pixels);
  }

  /** Its weights follow from key and version. */
  static ModelSnapshot snapshot(ModelSpec spec, String key, Version version) {
    try (Model model = new Model(spec, key, TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      model.network().reset(spec.seedOf(key + "@" + version));
      return model.snapshot(version, LINEAGE);
    }
  }

  static double[] answer(ModelSpec spec, String key, Version version, Event event) {
    try (Model model = Model.toServe(snapshot(spec, key, version))) {
      return model.predict(event);
    }
  }
}

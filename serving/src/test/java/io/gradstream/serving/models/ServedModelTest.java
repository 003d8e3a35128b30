package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.Version;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedModelTest {

  private static final int PIXELS = 100;
  private static final int CHANNELS = 64;

  /** Few weights, many values. */
  private static final ModelSpec SPEC =
      new ModelSpec(
          Flights.LEARNER,
          7,
          new EventSchema(
              List.of(new EventField("pixels", FieldType.NUMBERS, false)), ZoneOffset.UTC),
          Optional.empty(),
          List.of(
              new FeatureSpec.Numbers(
                  "pixels", List.of(PIXELS, PIXELS, 1), new FeatureSpec.Scaling.None())),
          new ReconstructionTarget(new ValueLoss.Squared()),
          List.of(
              new LayerSpec.DenseSpec(CHANNELS, Activation.RELU),
              new LayerSpec.DenseSpec(1, Activation.LINEAR)));

  @Test
  void whatALayerHoldsOfAnImageCountsAsMemory() {
    try (Model model = new Model(SPEC, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      ModelSnapshot snapshot = model.snapshot(new Version(1, 0), Flights.LINEAGE);
      assertThat(snapshot.weights().length).isLessThan(PIXELS * PIXELS);
      try (ServedModel served = ServedModel.of(snapshot, Flights.PUBLISHED)) {
        assertThat(served.bytes()).isGreaterThan((long) PIXELS * PIXELS * CHANNELS * Float.BYTES);
      }
    }
  }
}

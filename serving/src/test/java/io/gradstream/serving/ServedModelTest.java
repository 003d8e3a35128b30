package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.features.EventField;
import io.gradstream.features.EventSchema;
import io.gradstream.features.FeatureSpec;
import io.gradstream.features.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.network.TrainingSpec;
import io.gradstream.network.ValueLoss;
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

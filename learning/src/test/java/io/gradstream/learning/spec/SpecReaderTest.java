package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.EventField;
import io.gradstream.features.FeatureSpec.Category;
import io.gradstream.features.FeatureSpec.Numeric;
import io.gradstream.features.FeatureSpec.TimePart;
import io.gradstream.features.FeatureSpec.TimeParts;
import io.gradstream.features.FieldType;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.TargetRule.Comparison;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec.DenseSpec;
import io.gradstream.network.OptimizerSpec.Adam;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

  static final Path FLIGHTS = Path.of("../examples/flight-delays/flight-delays.yaml");

  @Test
  void usageExample() throws IOException {
    LearnerSpec spec = SpecReader.read(FLIGHTS);

    assertThat(spec.name()).isEqualTo("flight-delays");
    assertThat(spec.events().topic()).isEqualTo("flights");
    assertThat(spec.events().format()).isInstanceOf(ConfluentAvro.class);
    assertThat(spec.model().events().fields())
        .containsExactly(
            new EventField("scheduled", FieldType.TIME, true),
            new EventField("flightId", FieldType.TEXT, true),
            new EventField("distance", FieldType.NUMBER, false),
            new EventField("origin", FieldType.TEXT, false),
            new EventField("destination", FieldType.TEXT, false));
    assertThat(spec.model().features())
        .containsExactly(
            new TimeParts(
                "scheduled", java.util.List.of(TimePart.TIME_OF_DAY, TimePart.DAY_OF_WEEK)),
            new Numeric("distance"),
            new Category("origin", 8, 4096),
            new Category("destination", 8, 4096));
    assertThat(spec.target()).isEqualTo(new Comparison("delayMinutes", Operator.GREATER, 15.0));
    assertThat(spec.model().layers())
        .containsExactly(new DenseSpec(64, Activation.RELU), new DenseSpec(32, Activation.RELU));
    assertThat(spec.learn().optimizer()).isEqualTo(new Adam(0.001f, 0.9f, 0.999f, 1e-8f));
    assertThat(spec.labels()).isInstanceOf(LabelsSpec.OwnTopic.class);
    assertThat(spec.labels().remembered()).isEqualTo(Duration.ofHours(36));
  }
}

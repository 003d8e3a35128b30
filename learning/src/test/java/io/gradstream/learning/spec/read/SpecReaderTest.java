package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec.Category;
import io.gradstream.features.encode.FeatureSpec.Flag;
import io.gradstream.features.encode.FeatureSpec.Numeric;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.encode.FeatureSpec.TimeParts;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.Idle;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.TargetRule.AnyClass;
import io.gradstream.learning.spec.TargetRule.ClassName;
import io.gradstream.learning.spec.TargetRule.Comparison;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.OptimizerSpec.Momentum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

  static final Path FLIGHTS = Path.of("../examples/flight-delays/flight-delays.yaml");

  private static final String SHOP =
      """
      learner: shop
      seed: 3
      events: {topic: visits, time: at, id: visit, zone: Europe/Berlin, order: arrival, idle: 30s, from: "1970-01-01T02:00:00+02:00"}
      labels: {wait: 90m}
      key: country
      features:
        - {field: at, as: month}
        - {field: basket, as: numeric}
        - {field: basket, as: category, embed: 4, capacity: 100}
        - {field: country, as: category}
        - {field: returning, as: boolean}
      target: {classes: [nothing, small, 3], field: bought}
      network: [{dense: 16, activation: tanh}]
      learn: {optimizer: {momentum: {learningRate: 0.5}}, batch: 1}
      publish: {snapshots: {every: 200ms, inlineBytes: 0}, predictions: false, delivery: exactly-once}
      limits: {categories: 20}
      """;

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
    assertThat(spec.target()).isEqualTo(new Comparison("delayMinutes", Operator.GREATER, 15.0));
    assertThat(spec.labels().remembered()).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void aLabelRecordHasTheFieldsThatJoinAndTell() throws IOException {
    LabelsSpec.OwnTopic labels = (LabelsSpec.OwnTopic) SpecReader.read(FLIGHTS).labels();

    assertThat(labels.schema().fields())
        .containsExactly(
            new EventField("flightId", FieldType.TEXT, true),
            new EventField("landed", FieldType.TIME, true),
            new EventField("delayMinutes", FieldType.NUMBER, true));
  }

  @Test
  void aFieldHasTheTypeThatServesAllItsUses() {
    LearnerSpec spec = Specs.read(SHOP);

    assertThat(spec.model().events().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(spec.model().events().fields())
        .containsExactly(
            new EventField("at", FieldType.TIME, true),
            new EventField("visit", FieldType.TEXT, true),
            new EventField("country", FieldType.TEXT, true),
            new EventField("basket", FieldType.NUMBER, false),
            new EventField("returning", FieldType.BOOLEAN, false),
            new EventField("bought", FieldType.TEXT, false));
  }

  @Test
  void featuresTargetAndLayersMakeTheModel() {
    LearnerSpec spec = Specs.read(SHOP);

    assertThat(spec.model().keyField()).contains("country");
    assertThat(spec.model().features())
        .containsExactly(
            new TimeParts("at", List.of(TimePart.MONTH)),
            new Numeric("basket"),
            new Category("basket", 4, 100),
            new Category("country", 16, 20),
            new Flag("returning"));
    assertThat(spec.target()).isEqualTo(new ClassName("bought", List.of("nothing", "small", "3")));
    assertThat(spec.model().target())
        .isEqualTo(new MultiClassTarget(List.of("nothing", "small", "3")));
    assertThat(spec.model().layers()).containsExactly(new DenseSpec(16, Activation.TANH));
  }

  @Test
  void classesMayBeMetAsLabelsCome() {
    LearnerSpec any = of("{classes: {atMost: 20}, field: y}");
    LearnerSpec some = of("{classes: {atMost: 9, known: [ok, 3]}, field: y, labelSmoothing: 0.1}");
    LearnerSpec balanced = of("{classes: [a, b, c], field: y, classWeights: balanced}");

    assertThat(any.target()).isEqualTo(new AnyClass("y"));
    assertThat(any.model().target()).isEqualTo(new OpenClassTarget(List.of(), 20, 0, false));
    assertThat(some.model().target())
        .isEqualTo(new OpenClassTarget(List.of("ok", "3"), 9, 0.1f, false));
    assertThat(balanced.model().target())
        .isEqualTo(new OpenClassTarget(List.of("a", "b", "c"), 3, 0, true));
  }

  private static LearnerSpec of(String target) {
    return Specs.read(Specs.MINIMAL.replace("{binary: bought}", target));
  }

  @Test
  void settingsAreRead() {
    LearnerSpec spec = Specs.read(SHOP);

    assertThat(spec.events().order()).isEqualTo(Order.ARRIVAL);
    assertThat(spec.events().idle()).isEqualTo(Idle.after(Duration.ofSeconds(30)));
    assertThat(spec.events().from()).isEqualTo(new StartPosition.At(Instant.EPOCH));
    assertThat(spec.labels()).isEqualTo(new LabelsSpec.InEvent(Duration.ofMinutes(90)));
    assertThat(spec.learn().training().optimizer()).isEqualTo(new Momentum(0.5f, 0.9f));
    assertThat(spec.publish())
        .isEqualTo(
            new PublishSpec(
                Duration.ofMillis(200), 100, false, true, 0, new PublishedForm.SingleObject()));
  }
}

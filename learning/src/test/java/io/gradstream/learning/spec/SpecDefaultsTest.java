package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.EventField;
import io.gradstream.features.FieldType;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.LearnSpec;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.TargetRule.Comparison;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec.DenseSpec;
import io.gradstream.network.OptimizerSpec.Adam;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecDefaultsTest {

  @Test
  void theSmallestSpecIsWhole() {
    LearnerSpec spec = Specs.read(Specs.MINIMAL);

    assertThat(spec.events())
        .isEqualTo(
            new EventsSpec(
                "clicks",
                new StreamFormat.Json(),
                Optional.empty(),
                Optional.empty(),
                Order.TIME,
                Optional.empty()));
    assertThat(spec.labels()).isEqualTo(new LabelsSpec.InEvent(Duration.ofHours(24)));
    assertThat(spec.target()).isEqualTo(new Comparison("bought", Operator.EQUAL, true));
    assertThat(spec.learn()).isEqualTo(new LearnSpec(new Adam(0.001f, 0.9f, 0.999f, 1e-8f), 32));
    assertThat(spec.publish())
        .isEqualTo(new PublishSpec(Duration.ofSeconds(1), 100, true, false, 700_000));
    assertThat(spec.limits()).isEqualTo(new LimitsSpec(1_000_000, 4096, 10_000_000, 1 << 20));
  }

  @Test
  void theSmallestSpecHasAModel() {
    LearnerSpec spec = Specs.read(Specs.MINIMAL);

    assertThat(spec.model().seed()).isEqualTo(1);
    assertThat(spec.model().keyField()).isEmpty();
    assertThat(spec.model().layers())
        .containsExactly(new DenseSpec(64, Activation.RELU), new DenseSpec(32, Activation.RELU));
    assertThat(spec.model().events().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(spec.model().events().fields())
        .containsExactly(
            new EventField("seconds", FieldType.NUMBER, false),
            new EventField("bought", FieldType.BOOLEAN, false));
  }

  /** A key that changes here is a change for everyone's specs: CHANGELOG.md names it. */
  @Test
  void everyKeyAndItsDefaultIsPinned() {
    assertThat(lines(Declaration.SPEC, ""))
        .containsExactly(
            "specVersion = 1",
            "learner required",
            "seed = 1",
            "events required",
            "events.topic required",
            "events.format = json",
            "events.schema",
            "events.registry",
            "events.time",
            "events.id",
            "events.zone = UTC",
            "events.order = time",
            "events.idle",
            "labels = {}",
            "labels.topic",
            "labels.format",
            "labels.schema",
            "labels.registry",
            "labels.id",
            "labels.time",
            "labels.field",
            "labels.wait = 24h",
            "labels.settle = 0s",
            "labels.otherwise = drop",
            "key",
            "features required",
            "features[].field required",
            "features[].as required",
            "features[].embed",
            "features[].capacity",
            "target required",
            "target.binary required",
            "target.classes required",
            "target.field required",
            "target.regression required",
            "network = [{dense: 64}, {dense: 32}]",
            "network[].dense required",
            "network[].activation = relu",
            "learn = {}",
            "learn.optimizer = {adam: {}}",
            "learn.optimizer.adam required",
            "learn.optimizer.adam.learningRate = 0.001",
            "learn.optimizer.adam.beta1 = 0.9",
            "learn.optimizer.adam.beta2 = 0.999",
            "learn.optimizer.adam.epsilon = 0.00000001",
            "learn.optimizer.sgd required",
            "learn.optimizer.sgd.learningRate = 0.01",
            "learn.optimizer.momentum required",
            "learn.optimizer.momentum.learningRate = 0.01",
            "learn.optimizer.momentum.momentum = 0.9",
            "learn.batch = 32",
            "publish = {}",
            "publish.snapshots = {}",
            "publish.snapshots.every = 1s",
            "publish.snapshots.atMostPerSecond = 100",
            "publish.snapshots.inlineBytes = 700000",
            "publish.predictions = true",
            "publish.delivery = at-least-once",
            "limits = {}",
            "limits.keys = 1000000",
            "limits.categories = 4096",
            "limits.waiting = 10000000",
            "limits.recordBytes = 1048576");
  }

  private static List<String> lines(Shape shape, String path) {
    List<String> lines = new ArrayList<>();
    for (Key key : SpecPage.keys(shape)) {
      String name = path + key.name();
      lines.add(name + absence(key));
      Shape inner = key.shape() instanceof ListShape list ? list.item() : key.shape();
      lines.addAll(lines(inner, name + (inner == key.shape() ? "." : "[].")));
    }
    return lines;
  }

  private static String absence(Key key) {
    if (key.absence() instanceof Key.Default byDefault) {
      return " = " + byDefault.yaml();
    }
    return key.isRequired() ? " required" : "";
  }
}

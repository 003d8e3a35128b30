package io.gradstream.learning.spec.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.PracticeSpec;
import io.gradstream.learning.spec.Idle;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.Gaps;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.LeftOut;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.TargetRule.Comparison;
import io.gradstream.learning.spec.TargetRule.Operator;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.TrainingSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                Idle.DEFAULT,
                Duration.ofHours(1),
                Gaps.TELL,
                new StartPosition.Earliest(),
                LeftOut.NONE));
    assertThat(spec.labels()).isEqualTo(new LabelsSpec.InEvent(Duration.ofHours(24)));
    assertThat(spec.target()).isEqualTo(new Comparison("bought", Operator.EQUAL, true));
    assertThat(spec.learn())
        .isEqualTo(
            new LearnSpec(
                TrainingSpec.of(new Adam(0.001f, 0.9f, 0.999f, 1e-8f)),
                new PracticeSpec(8, 20_000, true), // of several networks
                Optional.empty()));
    assertThat(spec.publish())
        .isEqualTo(
            new PublishSpec(
                Duration.ofSeconds(1),
                100,
                true,
                false,
                700_000,
                new PublishedForm.SingleObject()));
    assertThat(spec.limits()).isEqualTo(new LimitsSpec(1_000_000, 4096, 10_000_000, 1 << 20));
  }

  @Test
  void theSmallestSpecHasAModel() {
    LearnerSpec spec = Specs.read(Specs.MINIMAL);

    assertThat(spec.model().seed()).isEqualTo(1);
    assertThat(spec.model().keyField()).isEmpty();
    assertThat(spec.model().layers()).isEmpty();
    assertThat(spec.model().pool())
        .contains(PoolSpec.of(spec.model().target(), spec.model().features()));
    assertThat(spec.model().events().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(spec.model().events().fields())
        .containsExactly(
            new EventField("seconds", FieldType.NUMBER, false),
            new EventField("bought", FieldType.BOOLEAN, false));
  }

  @Test
  void theSmallestSpecOfANetworkHasTwoLayers() {
    LearnerSpec spec = Specs.read(Specs.MINIMAL + "network: [{dense: 64}, {dense: 32}]\n");

    assertThat(spec.learn())
        .isEqualTo(new LearnSpec(TrainingSpec.of(new Adam(0.001f, 0.9f, 0.999f, 1e-8f)), 32));
    assertThat(spec.model().pool()).isEmpty();
    assertThat(spec.model().layers())
        .containsExactly(new DenseSpec(64, Activation.RELU), new DenseSpec(32, Activation.RELU));
  }

  /** Who answers by default: a change here is a change of every learner's scores. */
  @Test
  void theDefaultPoolsArePinned() {
    PoolSpec classes =
        PoolSpec.of(new BinaryTarget("bought"), List.of(new FeatureSpec.Category("x", 16, 64)));
    PoolSpec number =
        PoolSpec.of(
            new RegressionTarget("price"),
            List.of(
                new FeatureSpec.Numeric("n"),
                new FeatureSpec.Category("n", 16, 64),
                new FeatureSpec.Category("x", 16, 64)));

    assertThat(classes)
        .isEqualTo(PoolSpec.of(new MultiClassTarget(List.of("a", "b", "c")), List.of()))
        .isEqualTo(
            pool(
                PoolSpec.Mix.INFORMED,
                perceptron(Optional.empty(), 0.004f, Anchor.LAST, 64, 32),
                perceptron(Optional.of(HistoryGroup.RATES), 0.002f, Anchor.LAST, 32, 16),
                perceptron(Optional.of(HistoryGroup.NUMBERS), 0.001f, Anchor.LAST, 32, 16),
                perceptron(Optional.of(HistoryGroup.LABELS), 0.002f, Anchor.LAST, 32, 16),
                perceptron(Optional.of(HistoryGroup.LABELS), 0.0005f, Anchor.LAST, 64, 32),
                perceptron(Optional.empty(), 0.002f, Anchor.LAST, 128, 64),
                new MemberSpec.Memory(300, Anchor.LAST),
                new MemberSpec.Memory(2000, Anchor.LAST),
                new MemberSpec.Discriminant(Optional.empty())));
    assertThat(number)
        .isEqualTo(
            pool(
                PoolSpec.Mix.JOINT,
                perceptron(Optional.of(HistoryGroup.LABELS), 0.002f, Anchor.LAST, 64, 32),
                perceptron(Optional.of(HistoryGroup.LABELS), 0.0005f, Anchor.LAST, 64, 32),
                perceptron(Optional.of(HistoryGroup.RATES), 0.002f, Anchor.MEAN, 64, 32),
                perceptron(Optional.of(HistoryGroup.LABELS), 0.002f, Anchor.SEASON, 64, 32),
                new MemberSpec.Linear(Optional.of(HistoryGroup.NUMBERS), Anchor.LAST),
                new MemberSpec.Linear(Optional.empty(), Anchor.LAST),
                new MemberSpec.Own("x")));
  }

  private static PoolSpec pool(PoolSpec.Mix mix, MemberSpec... members) {
    return new PoolSpec(Set.of(HistoryGroup.values()), true, true, mix, List.of(members));
  }

  private static MemberSpec perceptron(
      Optional<HistoryGroup> through, float rate, Anchor anchor, Integer... hidden) {
    return new MemberSpec.Perceptron(through, List.of(hidden), rate, anchor);
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
            "events.envelope = none",
            "events.schema",
            "events.registry",
            "events.time",
            "events.unit",
            "events.id",
            "events.zone = UTC",
            "events.order = time",
            "events.from = earliest",
            "events.without",
            "events.idle",
            "events.ahead = 1h",
            "events.gaps = tell",
            "labels = {}",
            "labels.topic",
            "labels.format",
            "labels.envelope",
            "labels.schema",
            "labels.registry",
            "labels.id",
            "labels.time",
            "labels.unit",
            "labels.field",
            "labels.of = this",
            "labels.by",
            "labels.horizon",
            "labels.wait = 24h",
            "labels.settle = 0s",
            "labels.otherwise = drop",
            "key",
            "features required",
            "features[].field required",
            "features[].as required",
            "features[].missing",
            "features[].embed",
            "features[].capacity",
            "features[].with",
            "features[].last",
            "features[].span",
            "features[].stride",
            "features[].by",
            "features[].shape",
            "features[].scale",
            "features[].scale.divide required",
            "features[].fit",
            "features[].rate",
            "features[].window",
            "features[].hop",
            "features[].bands",
            "features[].steps",
            "features[].unit",
            "features[].length",
            "features[].vocabulary",
            "features[].alphabet",
            "target required",
            "target.binary required",
            "target.labelSmoothing = 0",
            "target.positiveWeight = 1",
            "target.classes required",
            "target.field required",
            "target.labelSmoothing = 0",
            "target.classWeights",
            "target.regression required",
            "target.from",
            "target.loss = squared",
            "target.loss.huber required",
            "target.loss.quantile required",
            "target.intervals",
            "target.alarms",
            "target.alarms.rate required",
            "target.reconstruct required",
            "target.reconstruct.loss = squared",
            "target.reconstruct.loss.huber required",
            "target.reconstruct.loss.quantile required",
            "target.alarms",
            "target.alarms.rate required",
            "target.nextToken required",
            "target.nextToken.labelSmoothing = 0",
            "target.generate required",
            "target.generate.noise = 64",
            "target.generate.discriminator required",
            "target.generate.loss = nonSaturating",
            "network",
            "network[].dense required",
            "network[].activation = relu",
            "network[].dropout required",
            "network[].layerNorm required",
            "network[].rmsNorm required",
            "network[].batchNorm required",
            "network[].batchNorm.momentum = 0.1",
            "network[].batchNorm.maxScale = 3",
            "network[].batchNorm.maxShift = 5",
            "network[].conv2d required",
            "network[].kernel = 3",
            "network[].stride = 1",
            "network[].padding = 0",
            "network[].dilation = 1",
            "network[].activation = relu",
            "network[].conv1d required",
            "network[].kernel = 3",
            "network[].stride = 1",
            "network[].padding = 0",
            "network[].dilation = 1",
            "network[].activation = relu",
            "network[].transposedConv2d required",
            "network[].kernel = 3",
            "network[].stride = 1",
            "network[].padding = 0",
            "network[].dilation = 1",
            "network[].outputPadding = 0",
            "network[].activation = relu",
            "network[].maxPool2d required",
            "network[].stride",
            "network[].padding = 0",
            "network[].averagePool2d required",
            "network[].stride",
            "network[].padding = 0",
            "network[].maxPool1d required",
            "network[].stride",
            "network[].padding = 0",
            "network[].averagePool1d required",
            "network[].stride",
            "network[].padding = 0",
            "network[].globalPool required",
            "network[].upsample2d required",
            "network[].flatten required",
            "network[].reshape required",
            "network[].rnn required",
            "network[].over = row",
            "network[].steps = last",
            "network[].bidirectional = false",
            "network[].lstm required",
            "network[].over = row",
            "network[].steps = last",
            "network[].bidirectional = false",
            "network[].gru required",
            "network[].over = row",
            "network[].steps = last",
            "network[].bidirectional = false",
            "network[].embedding required",
            "network[].vocabulary",
            "network[].position required",
            "network[].attention required",
            "network[].attention.heads = 4",
            "network[].attention.causal = false",
            "network[].transformer required",
            "network[].transformer.heads = 4",
            "network[].transformer.feedForward",
            "network[].transformer.causal = false",
            "network[].transformer.dropout = 0",
            "network[].transformer.activation = gelu",
            "network[].residual required",
            "network[].concat required",
            "network[].select required",
            "network[].activation required",
            "pool = {}",
            "pool.history",
            "pool.season = true",
            "pool.replay",
            "pool.mix",
            "pool.members",
            "pool.members[].perceptron required",
            "pool.members[].sees = labels",
            "pool.members[].learningRate = 0.001",
            "pool.members[].anchor = last",
            "pool.members[].leastSquares required",
            "pool.members[].anchor = last",
            "pool.members[].network required",
            "pool.members[].sees = event",
            "pool.members[].learningRate = 0.001",
            "pool.members[].anchor = last",
            "pool.members[].memory required",
            "pool.members[].anchor = last",
            "pool.members[].own required",
            "pool.members[].discriminant required",
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
            "learn.optimizer.nesterov required",
            "learn.optimizer.nesterov.learningRate = 0.01",
            "learn.optimizer.nesterov.momentum = 0.9",
            "learn.optimizer.rmsProp required",
            "learn.optimizer.rmsProp.learningRate = 0.001",
            "learn.optimizer.rmsProp.decay = 0.9",
            "learn.optimizer.rmsProp.epsilon = 0.00000001",
            "learn.optimizer.adamW required",
            "learn.optimizer.adamW.learningRate = 0.001",
            "learn.optimizer.adamW.beta1 = 0.9",
            "learn.optimizer.adamW.beta2 = 0.999",
            "learn.optimizer.adamW.epsilon = 0.00000001",
            "learn.optimizer.adamW.weightDecay = 0.01",
            "learn.optimizer.adagrad required",
            "learn.optimizer.adagrad.learningRate = 0.01",
            "learn.optimizer.adagrad.epsilon = 0.00000001",
            "learn.optimizer.obGd required",
            "learn.optimizer.obGd.learningRate = 0.1",
            "learn.optimizer.obGd.kappa = 2",
            "learn.batch",
            "learn.young",
            "learn.replay",
            "learn.schedule",
            "learn.schedule.warmUp required",
            "learn.schedule.inverseSquareRoot required",
            "learn.schedule.cosineRestarts required",
            "learn.schedule.cosineRestarts.period = 1000",
            "learn.schedule.cosineRestarts.growth = 2",
            "learn.schedule.cosineRestarts.floor = 0",
            "learn.clip",
            "learn.clip.norm required",
            "learn.clip.value required",
            "learn.l2 = 0",
            "learn.initializer = auto",
            "learn.averaging = 0",
            "learn.drift = off",
            "learn.drift.adwin = {}",
            "learn.drift.adwin.delta = 0.002",
            "learn.drift.adwin.every = 32",
            "learn.drift.ddm = off",
            "learn.drift.ddm.leastValues = 29",
            "learn.drift.ddm.drift = 3",
            "learn.drift.pageHinkley = off",
            "learn.drift.pageHinkley.leastValues = 29",
            "learn.drift.pageHinkley.tolerance = 0.005",
            "learn.drift.pageHinkley.threshold = 50",
            "learn.drift.pageHinkley.fading = 0.9999",
            "learn.drift.inputs = {}",
            "learn.drift.inputs.most = 8",
            "learn.drift.inputs.every = 8",
            "learn.drift.inputs.alpha = 0.000001",
            "learn.drift.inputs.window = 300",
            "learn.drift.inputs.sample = 100",
            "learn.drift.inputs.react = false",
            "learn.drift.raiseRate = {}",
            "learn.drift.raiseRate.factor = 4",
            "learn.drift.raiseRate.examples = 2000",
            "learn.drift.refreshUnits = {}",
            "learn.drift.refreshUnits.share = 0.1",
            "learn.drift.challenger = {}",
            "learn.drift.challenger.from = fresh",
            "learn.drift.challenger.rateFactor = 1",
            "learn.drift.challenger.alpha = 0.01",
            "learn.drift.challenger.warmUp = 1000",
            "learn.drift.challenger.trial = 10000",
            "learn.drift.rollBack = {}",
            "learn.drift.rollBack.alpha = 0.01",
            "learn.drift.rollBack.keepEvery = 2000",
            "learn.drift.window = 500",
            "learn.drift.patience = 2000",
            "learn.drift.margin = 0.1",
            "learn.plasticity",
            "learn.plasticity.continualBackprop",
            "learn.plasticity.continualBackprop.replacementRate = 0.001",
            "learn.plasticity.continualBackprop.maturity = 100",
            "learn.plasticity.continualBackprop.decay = 0.99",
            "learn.plasticity.shrinkAndPerturb",
            "learn.plasticity.shrinkAndPerturb.every = 100",
            "learn.plasticity.shrinkAndPerturb.shrink = 0.01",
            "learn.plasticity.shrinkAndPerturb.perturb = 0.01",
            "learn.start",
            "queries",
            "queries.topic required",
            "queries.format = events",
            "queries.replies",
            "challengers",
            "publish = {}",
            "publish.snapshots = {}",
            "publish.snapshots.every = 1s",
            "publish.snapshots.atMostPerSecond = 100",
            "publish.snapshots.inlineBytes = 700000",
            "publish.predictions = true",
            "publish.delivery = at-least-once",
            "publish.format",
            "publish.registry",
            "limits = {}",
            "limits.keys = 1000000",
            "limits.categories",
            "limits.waiting = 10000000",
            "limits.recordBytes = 1048576");
  }

  private static List<String> lines(Shape<?> shape, String path) {
    List<String> lines = new ArrayList<>();
    for (Key<?> key : SpecPage.keys(shape)) {
      String name = path + key.name();
      lines.add(name + absence(key));
      Shape<?> inner = key.shape() instanceof ListShape<?> list ? list.item() : key.shape();
      lines.addAll(lines(inner, name + (inner == key.shape() ? "." : "[].")));
    }
    return lines;
  }

  private static String absence(Key<?> key) {
    if (key.absence() instanceof Key.Default byDefault) {
      return " = " + byDefault.yaml();
    }
    return key.isRequired() ? " required" : "";
  }
}

package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a spec can declare travels in a snapshot. */
class SpecCodecsTest {

  private static final int HEADER = 12;
  private static final Window WINDOW =
      new Window(new Extent(3, 2), new Extent(2, 1), new Extent(1, 0), new Extent(1, 2));

  static List<LayerSpec> everyLayer() {
    List<LayerSpec> inner = List.of(new LayerSpec.DenseSpec(4, Activation.SILU));
    return List.of(
        new LayerSpec.DenseSpec(6, Activation.LEAKY_RELU),
        new LayerSpec.ActivationSpec(Activation.GELU),
        new LayerSpec.DropoutSpec(0.25f),
        new LayerSpec.LayerNormSpec(),
        new LayerSpec.RmsNormSpec(),
        new LayerSpec.BatchNormSpec(0.1f, 3, 5),
        new ConvolutionSpec.Convolution2d(16, WINDOW, Activation.RELU),
        new ConvolutionSpec.Convolution1d(8, 5, 2, 1, 3, Activation.TANH),
        new ConvolutionSpec.TransposedConvolution2d(4, WINDOW, new Extent(1, 0), Activation.LINEAR),
        new ConvolutionSpec.Pooling2d(Pooling.MAX, WINDOW),
        new ConvolutionSpec.Pooling1d(Pooling.AVERAGE, 3, 2, 1),
        new ConvolutionSpec.GlobalPooling(Pooling.AVERAGE),
        new ConvolutionSpec.Upsample2d(new Extent(2, 3)),
        new ConvolutionSpec.Reshape(Shape.of(7, 7, 16)),
        new ConvolutionSpec.Flatten(),
        new RecurrentSpec(
            RecurrentSpec.Cell.GRU, 5, RecurrentSpec.Over.ROW, RecurrentSpec.Steps.ALL, true),
        new SequenceSpec.TokenEmbedding(257, 12),
        new SequenceSpec.Position(SequenceSpec.Position.Kind.SINUSOIDAL),
        new SequenceSpec.Attention(4, true),
        new BlockSpec.Residual(List.of(new BlockSpec.Residual(inner))),
        new BlockSpec.Concat(
            List.of(new BlockSpec.Branch("all", List.of()), new BlockSpec.Branch("deep", inner))),
        new BlockSpec.Select("text", Shape.of(20)),
        new BlockSpec.Transformer(4, 64, true, 0.1f, Activation.GELU));
  }

  static List<FeatureSpec> everyFeature() {
    List<FeatureSpec> features = new ArrayList<>(featuresOfBefore());
    features.addAll(windows());
    return features;
  }

  static List<FeatureSpec> windows() {
    return List.of(
        new FeatureSpec.Window(List.of("distance"), 5, 0, "at", Optional.empty(), 1),
        new FeatureSpec.Window(
            List.of("delay", "distance"), 24, 3_600_000, "at", Optional.of("origin"), 9));
  }

  static List<FeatureSpec> featuresOfBefore() {
    return List.of(
        new FeatureSpec.Numeric("distance"),
        new FeatureSpec.Flag("holiday"),
        new FeatureSpec.TimeParts("at", List.of(FeatureSpec.TimePart.MONTH)),
        new FeatureSpec.Category("origin", 3, 8),
        new FeatureSpec.Numbers("image", List.of(28, 28, 1), new FeatureSpec.Scaling.Divide(255)),
        new FeatureSpec.Numbers("sound", List.of(10, 4), new FeatureSpec.Scaling.Online()),
        new FeatureSpec.Numbers("raw", List.of(3), new FeatureSpec.Scaling.None()),
        FeatureSpec.Tokens.characters("text", 20, "ab c"));
  }

  static List<Target> everyTarget() {
    return List.of(
        new BinaryTarget("late", 0.1f, 2),
        new MultiClassTarget(List.of("a", "b"), 0.2f, List.of(1f, 3f)),
        new RegressionTarget("delay", Optional.of("before"), new ValueLoss.Squared()),
        new RegressionTarget("delay", new ValueLoss.Absolute()),
        new RegressionTarget("delay", new ValueLoss.Huber(1.5f)),
        new RegressionTarget("delay", new ValueLoss.Quantile(0.9f)),
        new ReconstructionTarget(new ValueLoss.CrossEntropy()),
        new NextTokenTarget(0.1f),
        new GenerationTarget(64, List.of(new LayerSpec.DropoutSpec(0.5f)), AdversarialLoss.HINGE),
        new OpenClassTarget(List.of("a"), 20, 0.1f, true));
  }

  static List<MemberSpec> everyMember() {
    return List.of(
        new MemberSpec.Perceptron(Optional.empty(), List.of(8, 4), 0.5f, Anchor.MEAN),
        new MemberSpec.Perceptron(
            Optional.of(HistoryGroup.RATES), List.of(), 0.01f, Anchor.SEASON_CHANGE),
        new MemberSpec.Linear(Optional.of(HistoryGroup.NUMBERS), Anchor.SEASON),
        new MemberSpec.Linear(Optional.empty(), Anchor.LAST),
        new MemberSpec.Layers(Optional.of(HistoryGroup.LABELS), everyLayer(), 0.001f, Anchor.LAST),
        new MemberSpec.Memory(300, Anchor.MEAN),
        new MemberSpec.Own("origin"),
        new MemberSpec.Discriminant(Optional.of(HistoryGroup.RATES)),
        new MemberSpec.Discriminant(Optional.empty()));
  }

  static Stream<PoolSpec> everyPool() {
    List<PoolSpec> pools = new ArrayList<>();
    for (PoolSpec.Mix mix : PoolSpec.Mix.values()) {
      pools.add(new PoolSpec(EnumSet.of(HistoryGroup.LABELS), true, false, mix, everyMember()));
    }
    pools.add(new PoolSpec(Set.of(), false, true, PoolSpec.Mix.JOINT, everyMember()));
    pools.add(PoolSpec.of(new NextTokenTarget(0), featuresOfBefore()));
    return pools.stream();
  }

  static Stream<ModelSpec> everySpec() {
    List<LayerSpec> layers = everyLayer();
    Stream<ModelSpec> all =
        Stream.concat(
            everyTarget().stream().map(target -> spec(target, layers, Optional.empty())),
            everyPool().map(pool -> spec(everyTarget().get(0), List.of(), Optional.of(pool))));
    Stream<ModelSpec> later =
        fieldsOfLater()
            .map(field -> spec(everyTarget().get(0), layers, Optional.empty(), List.of(field)));
    ModelSpec windows = spec(everyTarget().get(0), layers, Optional.empty(), List.of(), windows());
    return Stream.of(all, later, Stream.of(windows)).flatMap(specs -> specs);
  }

  static Stream<EventField> fieldsOfLater() {
    EventField number = new EventField("size", FieldType.NUMBER, false);
    return Stream.of(
        new EventField("at", FieldType.TIME, true).in(EpochUnit.NANOS),
        number.without(List.of(-9999.0)),
        number.without(List.of(-0.0, 1e-30, Double.MAX_VALUE)));
  }

  private static ModelSpec spec(Target target, List<LayerSpec> layers, Optional<PoolSpec> pool) {
    return spec(target, layers, pool, List.of());
  }

  private static ModelSpec spec(
      Target target, List<LayerSpec> layers, Optional<PoolSpec> pool, List<EventField> more) {
    return spec(target, layers, pool, more, featuresOfBefore());
  }

  private static ModelSpec spec(
      Target target,
      List<LayerSpec> layers,
      Optional<PoolSpec> pool,
      List<EventField> more,
      List<FeatureSpec> features) {
    List<EventField> fields =
        new ArrayList<>(
            List.of(
                new EventField("image", FieldType.NUMBERS, false),
                new EventField("text", FieldType.TEXT, true)));
    fields.addAll(more);
    return new ModelSpec(
        "everything",
        7,
        new EventSchema(fields, ZoneOffset.UTC),
        Optional.empty(),
        features,
        target,
        layers,
        pool);
  }

  private static byte[] encoded(ModelSpec spec) {
    return SnapshotCodec.encode(
        new ModelSnapshot(
            spec,
            "",
            new Version(1, 0),
            Lineage.NONE,
            new byte[0],
            List.of(),
            new byte[0],
            new float[0]));
  }

  @ParameterizedTest
  @MethodSource("everySpec")
  void whatASpecDeclaresIsReadAsItWasWritten(ModelSpec spec) {
    assertThat(SnapshotCodec.decode(encoded(spec)).spec()).isEqualTo(spec);
  }

  private static String schemaOf(ModelSpec spec) {
    return "snapshot-%d.avsc".formatted(Math.max(4, SnapshotCodec.format(spec)));
  }

  @ParameterizedTest
  @MethodSource("everySpec")
  void everySpecIsARecordOfTheReleasedSchema(ModelSpec spec) throws IOException {
    Schema schema;
    try (InputStream resource = ModelSnapshot.class.getResourceAsStream(schemaOf(spec))) {
      schema = new Schema.Parser().parse(resource);
    }
    byte[] bytes = encoded(spec);
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER - 4, null);

    GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, body);

    assertThat(body.isEnd()).isTrue();
    GenericRecord read = (GenericRecord) record.get("spec");
    assertThat((List<?>) read.get("layers")).hasSameSizeAs(spec.layers());
    assertThat(read.get("pool") != null).isEqualTo(spec.pool().isPresent());
  }

  @Test
  void everyRecordOfASealedTypeHasACodecAndAnExampleHere() {
    assertThat(LayerBody.LAYERS.types())
        .isEqualTo(records(LayerSpec.class))
        .isEqualTo(types(everyLayer()));
    assertThat(FeatureBody.FEATURES.types())
        .isEqualTo(records(FeatureSpec.class))
        .isEqualTo(types(everyFeature()));
    assertThat(TargetBody.TARGETS.types())
        .isEqualTo(records(Target.class))
        .isEqualTo(types(everyTarget()));
    assertThat(PoolBody.MEMBERS.types())
        .isEqualTo(records(MemberSpec.class))
        .isEqualTo(types(everyMember()));
    assertThat(FeatureBody.SCALINGS.types()).isEqualTo(records(FeatureSpec.Scaling.class));
    assertThat(TargetBody.LOSSES.types()).isEqualTo(records(ValueLoss.class));
  }

  @Test
  void everyHeadOfANetworkIsThatOfATarget() {
    FeatureSpec text = FeatureSpec.Tokens.bytes("text", 20);
    Set<Class<?>> heads =
        everyTarget().stream()
            .map(
                target ->
                    new ModelSpec(
                            "heads",
                            7,
                            new EventSchema(
                                List.of(new EventField("text", FieldType.TEXT, true)),
                                ZoneOffset.UTC),
                            Optional.empty(),
                            List.of(text),
                            target,
                            List.of())
                        .networkSpec()
                        .head()
                        .getClass())
            .collect(Collectors.toSet());

    assertThat(heads).isEqualTo(records(HeadSpec.class));
  }

  @Test
  void layersNestedTooDeepAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    for (int level = 0; level < 100_000; level++) {
      out.writeArrayStart();
      out.setItemCount(1);
      out.startItem();
      out.writeIndex(19); // a residual block
    }
    BoundedDecoder in = new BoundedDecoder().reset(bytes.toByteArray(), 0, bytes.size());

    assertThatThrownBy(() -> LayerBody.readAll(in, LayerBody.DEEPEST))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("layers must nest at most 32 deep");
  }

  private static Set<Class<?>> types(List<?> values) {
    return values.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private static Set<Class<?>> records(Class<?> sealed) {
    Set<Class<?>> records = new HashSet<>();
    if (!sealed.isSealed()) {
      records.add(sealed);
      return records;
    }
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      records.addAll(records(permitted));
    }
    return records;
  }
}

package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.ValueLoss;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Models of every kind of layer that have learned a little, always the same. */
enum Architectures {
  VECTOR(
      numbers(6),
      new MultiClassTarget(List.of("a", "b"), 0.1f, List.of(1f, 2f)),
      new BlockSpec.Concat(
          List.of(
              new BlockSpec.Branch("all", List.of()),
              new BlockSpec.Branch(
                  "image",
                  List.of(
                      new BlockSpec.Select("numbers", Shape.of(6)),
                      new LayerSpec.DenseSpec(4, Activation.GELU))))),
      new LayerSpec.DenseSpec(5, Activation.LEAKY_RELU),
      new LayerSpec.BatchNormSpec(0.1f, 3, 5),
      new LayerSpec.ActivationSpec(Activation.SILU),
      new BlockSpec.Residual(
          List.of(
              new LayerSpec.LayerNormSpec(),
              new LayerSpec.DenseSpec(5, Activation.RELU),
              new LayerSpec.DropoutSpec(0.2f),
              new LayerSpec.RmsNormSpec()))),
  IMAGE(
      numbers(8, 6, 2),
      new ReconstructionTarget(new ValueLoss.Absolute()),
      new ConvolutionSpec.Convolution2d(3, window(3, 1, 1), Activation.RELU),
      new ConvolutionSpec.Pooling2d(Pooling.MAX, window(2, 2, 0)),
      new ConvolutionSpec.TransposedConvolution2d(
          2, window(2, 2, 0), Extent.square(0), Activation.TANH),
      new ConvolutionSpec.Upsample2d(Extent.square(2)),
      new ConvolutionSpec.Pooling2d(Pooling.AVERAGE, window(2, 2, 0)),
      new ConvolutionSpec.Flatten(),
      new ConvolutionSpec.Reshape(Shape.of(8, 6, 2))),
  SEQUENCE(
      numbers(9, 3),
      new RegressionTarget("target", new ValueLoss.Huber(1)),
      new ConvolutionSpec.Convolution1d(4, 3, 1, 1, 1, Activation.RELU),
      new ConvolutionSpec.Pooling1d(Pooling.MAX, 2, 2, 0),
      new RecurrentSpec(Cell.LSTM, 3, Over.ROW, Steps.ALL, true),
      new ConvolutionSpec.GlobalPooling(Pooling.AVERAGE)),
  STREAM(
      numbers(4),
      new BinaryTarget("target", 0.1f, 2),
      new RecurrentSpec(Cell.GRU, 4, Over.STREAM, Steps.LAST, false),
      new RecurrentSpec(Cell.RNN, 3, Over.STREAM, Steps.LAST, false)),
  TEXT(
      FeatureSpec.Tokens.characters("text", 6, "ortbne "),
      new NextTokenTarget(0),
      new SequenceSpec.TokenEmbedding(9, 8),
      new SequenceSpec.Position(SequenceSpec.Position.Kind.LEARNED),
      new BlockSpec.Transformer(2, 12, true, 0, Activation.GELU),
      new SequenceSpec.Attention(4, true)),
  GAN(
      numbers(6),
      new GenerationTarget(
          3,
          List.of(
              new LayerSpec.DenseSpec(5, Activation.LEAKY_RELU), new LayerSpec.DropoutSpec(0.2f)),
          AdversarialLoss.NON_SATURATING),
      new LayerSpec.DenseSpec(4, Activation.LINEAR),
      new LayerSpec.BatchNormSpec(0.1f, 3, 5),
      new LayerSpec.ActivationSpec(Activation.RELU),
      new LayerSpec.DenseSpec(6, Activation.LINEAR));

  private static final int BATCH = 4;
  private static final int STEPS = 5;

  private final ModelSpec spec;

  Architectures(FeatureSpec feature, Target target, LayerSpec... layers) {
    FieldType type = feature instanceof FeatureSpec.Tokens ? FieldType.TEXT : FieldType.NUMBERS;
    spec =
        new ModelSpec(
            "architectures",
            7,
            new EventSchema(List.of(new EventField(feature.field(), type, false)), ZoneOffset.UTC),
            Optional.empty(),
            List.of(feature),
            target,
            List.of(layers));
  }

  private static FeatureSpec numbers(Integer... shape) {
    return new FeatureSpec.Numbers("numbers", List.of(shape), new FeatureSpec.Scaling.Online());
  }

  private static Window window(int kernel, int stride, int padding) {
    return new Window(
        Extent.square(kernel), Extent.square(stride), Extent.square(padding), Extent.square(1));
  }

  ModelSpec spec() {
    return spec;
  }

  Model learned() {
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Adam(0.01f, 0.9f, 0.999f, 1e-8f));
    Model model = new Model(spec, "", training, BATCH);
    List<Event> events = events(BATCH * STEPS);
    for (int i = 0; i < events.size(); i++) {
      Row row = Staging.input(model, i % BATCH, events.get(i), 0);
      spec.target().stage(model.network(), i % BATCH, row.inputs(), 0, i % 2);
      if (i % BATCH == BATCH - 1) {
        model.network().train(BATCH);
      }
    }
    return model;
  }

  List<Event> events() {
    return events(3);
  }

  private List<Event> events(int count) {
    Random random = new Random(11);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Event.of(value(spec.events().fields().get(0), random)));
    }
    return events;
  }

  private static Object value(EventField field, Random random) {
    if (field.type() == FieldType.TEXT) {
      return "to be or not to be".substring(random.nextInt(14));
    }
    float[] numbers = new float[field.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextInt(256);
    }
    return numbers;
  }
}

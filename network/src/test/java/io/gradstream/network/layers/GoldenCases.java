package io.gradstream.network.layers;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.BlockSpec.Transformer;
import io.gradstream.network.spec.ConvolutionSpec.Convolution1d;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.GlobalPooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling1d;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Reshape;
import io.gradstream.network.spec.ConvolutionSpec.TransposedConvolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Upsample2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.LayerSpec.RmsNormSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.SequenceSpec.Attention;
import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.TokenEmbedding;
import io.gradstream.network.spec.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The layers whose golden numbers there are, by case. */
final class GoldenCases {

  private static final Extent ONE = Extent.square(1);
  private static final Extent TWO = Extent.square(2);
  private static final Extent NONE = Extent.square(0);

  private final Map<String, List<LayerSpec>> cases = new TreeMap<>();

  private GoldenCases() {
    activations();
    norms();
    convolutions();
    pools();
    recurrent();
    sequences();
    blocks();
  }

  static Map<String, List<LayerSpec>> all() {
    return new GoldenCases().cases;
  }

  private void add(String name, LayerSpec... layers) {
    cases.put(name, List.of(layers));
  }

  private void activations() {
    for (Activation activation : Activation.values()) {
      String name = activation.name().toLowerCase(Locale.ROOT).replace('_', '-');
      add("activation-" + name, new ActivationSpec(activation));
      add("dense-" + name, new DenseSpec(11, activation));
    }
    add("dense-sequence", new DenseSpec(11, Activation.RELU));
  }

  private void norms() {
    add("layer-norm", new LayerNormSpec());
    add("rms-norm", new RmsNormSpec());
    add("batch-norm", new BatchNormSpec(0.1f, 1f, 0f));
    add("batch-norm-image", new BatchNormSpec(0.1f, 1f, 0f));
    add("batch-norm-corrected", new BatchNormSpec(0.1f, 3f, 5f));
    add("batch-norm-bounded", new BatchNormSpec(0.1f, 1.1f, 0.2f));
  }

  private void convolutions() {
    add(
        "conv2d",
        new Convolution2d(9, new Window(new Extent(3, 2), ONE, NONE, ONE), Activation.LINEAR));
    add(
        "conv2d-relu-3x3",
        new Convolution2d(16, new Window(Extent.square(3), ONE, ONE, ONE), Activation.RELU));
    add(
        "conv2d-odd",
        new Convolution2d(
            5,
            new Window(new Extent(3, 2), new Extent(2, 3), new Extent(1, 2), new Extent(2, 1)),
            Activation.LINEAR));
    add("conv1d", new Convolution1d(5, 3, 2, 2, 2, Activation.LINEAR));
    add(
        "transposed-conv2d",
        new TransposedConvolution2d(3, new Window(TWO, TWO, NONE, ONE), NONE, Activation.LINEAR));
    add(
        "transposed-conv2d-odd",
        new TransposedConvolution2d(
            4,
            new Window(new Extent(3, 2), new Extent(2, 3), new Extent(1, 0), new Extent(2, 1)),
            new Extent(1, 2),
            Activation.LINEAR));
    add("upsample2d", new Upsample2d(new Extent(2, 3)));
    add("flatten", new Flatten());
    add("reshape", new Reshape(Shape.of(6, 10)));
  }

  private void pools() {
    Window odd = new Window(new Extent(3, 2), new Extent(2, 1), ONE, ONE);
    add("pool2d-max", new Pooling2d(Pooling.MAX, new Window(TWO, TWO, NONE, ONE)));
    add("pool2d-max-odd", new Pooling2d(Pooling.MAX, odd));
    add("pool2d-average", new Pooling2d(Pooling.AVERAGE, odd));
    add("pool1d-max", new Pooling1d(Pooling.MAX, 3, 2, 1));
    add("pool1d-average", new Pooling1d(Pooling.AVERAGE, 3, 2, 1));
    add("global-pool-max", new GlobalPooling(Pooling.MAX));
    add("global-pool-average", new GlobalPooling(Pooling.AVERAGE));
    add("global-pool-sequence", new GlobalPooling(Pooling.AVERAGE));
  }

  private void recurrent() {
    for (Cell cell : Cell.values()) {
      String name = cell.name().toLowerCase(Locale.ROOT);
      add(name + "-stream", new RecurrentSpec(cell, 9, Over.STREAM, Steps.ALL, false));
      add(name + "-all", recurrent(cell, Steps.ALL, false));
      add(name + "-last", recurrent(cell, Steps.LAST, false));
      add(name + "-bidirectional-all", recurrent(cell, Steps.ALL, true));
      add(name + "-bidirectional-last", recurrent(cell, Steps.LAST, true));
      LayerSpec embedding = new TokenEmbedding(7, 12);
      add(name + "-padded-all", embedding, recurrent(cell, Steps.ALL, true));
      add(name + "-padded-last", embedding, recurrent(cell, Steps.LAST, true));
    }
  }

  private static LayerSpec recurrent(Cell cell, Steps steps, boolean bidirectional) {
    return new RecurrentSpec(cell, 9, Over.ROW, steps, bidirectional);
  }

  private void sequences() {
    add("embedding", new TokenEmbedding(7, 12));
    add("position-learned", new Position(Position.Kind.LEARNED));
    add("position-sinusoidal", new Position(Position.Kind.SINUSOIDAL));
    add("attention", new Attention(3, false));
    add("attention-causal", new Attention(3, true));
    add("attention-padded", new TokenEmbedding(7, 12), new Attention(3, false));
    add("attention-padded-causal", new TokenEmbedding(7, 12), new Attention(3, true));
  }

  private void blocks() {
    LayerSpec narrow = new DenseSpec(5, Activation.TANH);
    add("residual", new Residual(List.of(narrow, new DenseSpec(7, Activation.LINEAR))));
    add(
        "concat",
        new Concat(List.of(new Branch("left", List.of(narrow)), new Branch("right", List.of()))));
    add("transformer", new Transformer(3, 20, true, 0f, Activation.GELU));
    add("transformer-all-steps", new Transformer(3, 20, false, 0f, Activation.GELU));
  }
}

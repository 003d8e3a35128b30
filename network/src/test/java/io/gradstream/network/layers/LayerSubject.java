package io.gradstream.network.layers;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.BlockSpec.Select;
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
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.DropoutSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.LayerSpec.RmsNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.SequenceSpec.Attention;
import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.TokenEmbedding;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A layer that is held to the contract, and what it reads.
 *
 * @param input shape of a row
 */
record LayerSubject(String name, LayerSpec layer, Shape input) {

  private static final int VOCABULARY = 9;

  private static final Shape VECTOR = Shape.of(7);
  private static final Shape SEQUENCE = Shape.of(5, 6);
  private static final Shape IMAGE = Shape.of(6, 5, 3);
  private static final Extent NONE = Extent.square(0);
  private static final Window WINDOW =
      new Window(new Extent(3, 2), new Extent(2, 1), Extent.square(1), Extent.square(1));

  /** Of every kind at least one. */
  static List<LayerSubject> all() {
    List<LayerSubject> all = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      all.add(of(new DenseSpec(9, activation), VECTOR));
      all.add(of(new ActivationSpec(activation), SEQUENCE));
    }
    for (Shape shape : List.of(VECTOR, SEQUENCE, IMAGE)) {
      all.add(of(new DropoutSpec(0.3f), shape));
      all.add(of(new LayerNormSpec(), shape));
      all.add(of(new RmsNormSpec(), shape));
      all.add(of(new BatchNormSpec(0.1f, 1f, 0f), shape));
      all.add(of(new BatchNormSpec(0.1f, 3f, 5f), shape));
      all.add(of(new Residual(List.of(new DenseSpec(shape.last(), Activation.GELU))), shape));
      all.add(of(concat(), shape));
    }
    all.add(of(new DropoutSpec(0f), VECTOR));
    all.add(of(new Select("x", VECTOR), VECTOR));
    all.add(of(new Convolution2d(4, WINDOW, Activation.SILU), IMAGE));
    all.add(of(new Convolution1d(4, 3, 2, 1, 1, Activation.GELU), SEQUENCE));
    all.add(of(new TransposedConvolution2d(4, WINDOW, NONE, Activation.TANH), IMAGE));
    for (Pooling pooling : Pooling.values()) {
      all.add(of(new Pooling2d(pooling, WINDOW), IMAGE));
      all.add(of(new Pooling1d(pooling, 3, 2, 1), SEQUENCE));
      all.add(of(new GlobalPooling(pooling), IMAGE));
    }
    all.add(of(new Upsample2d(new Extent(2, 3)), IMAGE));
    all.add(of(new Reshape(Shape.of(9, 10)), IMAGE));
    all.add(of(new Flatten(), IMAGE));
    for (Cell cell : Cell.values()) {
      all.add(of(new RecurrentSpec(cell, 9, Over.ROW, Steps.ALL, true), SEQUENCE));
      all.add(of(new RecurrentSpec(cell, 9, Over.ROW, Steps.LAST, false), SEQUENCE));
      all.add(of(new RecurrentSpec(cell, 9, Over.STREAM, Steps.ALL, false), VECTOR));
    }
    all.add(of(new TokenEmbedding(VOCABULARY, 6), Shape.of(5)));
    for (Position.Kind kind : Position.Kind.values()) {
      all.add(of(new Position(kind), SEQUENCE));
    }
    all.add(of(new Attention(2, true), SEQUENCE));
    all.add(of(new Attention(3, false), SEQUENCE));
    all.add(of(new Transformer(2, 8, true, 0.2f, Activation.GELU), SEQUENCE));
    return all;
  }

  private static LayerSpec concat() {
    return new Concat(
        List.of(
            new Branch("wide", List.of(new DenseSpec(9, Activation.TANH), new LayerNormSpec())),
            new Branch("as-it-is", List.of())));
  }

  private static LayerSubject of(LayerSpec layer, Shape input) {
    return new LayerSubject(layer + " of " + input, layer, input);
  }

  boolean readsTokens() {
    return layer instanceof TokenEmbedding;
  }

  /** Whether a row's gradient depends on where in the mini-batch it is. */
  boolean ordersRows() {
    return layer instanceof RecurrentSpec recurrent && recurrent.over() == Over.STREAM
        || layer instanceof DropoutSpec
        || layer instanceof Transformer;
  }

  /** Between layers that learn, where it can be, and the loss of one value. */
  NetworkSpec network() {
    List<LayerSpec> layers = new ArrayList<>();
    if (!readsTokens() && !(layer instanceof Select)) {
      layers.add(new DenseSpec(input.last(), Activation.TANH));
    }
    layers.addAll(List.of(layer, new Flatten(), new DenseSpec(3, Activation.TANH)));
    return new NetworkSpec(
        List.of(new Part("x", input)), List.of(), layers, new HeadSpec.Regression());
  }

  /** [rows, input]; sequences of tokens end in padding. */
  float[][] rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][input.size()];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = readsTokens() ? 1 + random.nextInt(VOCABULARY - 1) : (float) random.nextGaussian();
      }
      if (readsTokens()) {
        Arrays.fill(row, 1 + random.nextInt(row.length), row.length, 0f);
      }
    }
    return rows;
  }

  @Override
  public String toString() {
    return name;
  }
}

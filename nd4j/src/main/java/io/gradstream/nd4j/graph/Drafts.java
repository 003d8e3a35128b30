package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.nd4j.graph.Graph.Variable;
import io.gradstream.nd4j.graph.Pieces.Step;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/** From pieces to layers: a product takes the bias and the activation that follow it. */
final class Drafts {

  private final List<Draft> layers = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Shape input;
  private Shape shape;

  /**
   * @throws GraphException when a piece does not fit what is before it
   */
  Drafts(Way way) {
    input = inputShape(way);
    shape = input;
    way.steps().forEach(this::add);
    layers.forEach(this::close);
  }

  private void close(Draft layer) {
    if (layer.closes()) {
      notes.add("A product without a bias gets one, zero at first.");
    }
  }

  List<Draft> layers() {
    return layers;
  }

  List<String> notes() {
    return notes.stream().distinct().toList();
  }

  Shape input() {
    return input;
  }

  /** Of the last layer. */
  Shape output() {
    return shape;
  }

  private static Shape inputShape(Way way) {
    Variable placeholder = way.input();
    List<Long> lengths = placeholder.shape();
    if (lengths.isEmpty() && firstWeights(way) > 0) {
      return Shape.of(firstWeights(way));
    }
    boolean isRow =
        lengths.size() >= 2
            && lengths.size() <= 4
            && lengths.stream().skip(1).allMatch(length -> length > 0 && length <= 1 << 24);
    if (!isRow) {
      throw new GraphException(
          "the placeholder %s must have the shape [-1, ...], rows of known lengths: %s"
              .formatted(placeholder.name(), lengths));
    }
    return new Shape(lengths.stream().skip(1).map(Long::intValue).toList());
  }

  private static int firstWeights(Way way) {
    return way.steps().stream()
        .map(Step::piece)
        .filter(piece -> !(piece instanceof Piece.Nothing))
        .findFirst()
        .filter(Piece.Product.class::isInstance)
        .map(piece -> ((Piece.Product) piece).weight().shape().get(0))
        .orElse(0);
  }

  private void add(Step step) {
    try {
      add(step.piece(), step);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new GraphException("%s does not fit: %s".formatted(step.shown(), e.getMessage()));
    }
  }

  private void add(Piece piece, Step step) {
    if (piece instanceof Piece.Product product) {
      addProduct(product, step);
    } else if (piece instanceof Piece.Shift shift) {
      addBias(shift.bias(), step);
    } else if (piece instanceof Piece.Activate activate) {
      activate(activate.activation());
    } else if (piece instanceof Piece.Norm norm) {
      addNorm(norm, step);
    } else if (piece instanceof Piece.Convolve convolve) {
      addConvolution(convolve, step);
    } else if (piece instanceof Piece.Pool pool) {
      add(new Draft(pool.pooling()));
    } else if (piece instanceof Piece.Reshape reshape) {
      addReshape(new Shape(reshape.lengths()));
    }
  }

  private Draft add(Draft layer) {
    shape = layer.spec().output(shape);
    layers.add(layer);
    return layer;
  }

  private void addProduct(Piece.Product product, Step step) {
    int in = product.weight().shape().get(0);
    int out = product.weight().shape().get(1);
    require(shape.isVector() && shape.last() == in, step, "rows of " + in + " values");
    LayerSpec dense = new LayerSpec.DenseSpec(out, Activation.LINEAR);
    Draft layer = add(new Draft(dense).with("weight", product.weight()));
    product.bias().ifPresent(bias -> addBias(bias, step));
    require(product.bias().isEmpty() || layer.tensors().containsKey("bias"), step, "a bias");
  }

  private void addBias(Values bias, Step step) {
    Draft last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (last == null || !last.takesBias(bias)) {
      throw new GraphException(
          "%s must add a bias to a product, a value for each of its columns: %s to %s"
              .formatted(step.shown(), bias.shape(), shape));
    }
    last.takeBias(bias);
  }

  private void activate(Activation activation) {
    Draft last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (last != null && last.takesActivation()) {
      last.take(activation);
    } else {
      add(new Draft(new LayerSpec.ActivationSpec(activation)));
    }
  }

  private void addNorm(Piece.Norm norm, Step step) {
    int width = shape.last();
    Values gain = vector(norm.gain(), width, step);
    Values shift =
        norm.shift()
            .map(given -> vector(given, width, step))
            .orElseGet(() -> new Values(List.of(width), new float[width]));
    require(shape.isVector(), step, "rows of values");
    add(new Draft(new LayerSpec.LayerNormSpec()).with("gain", gain).with("shift", shift));
    notes.add("layerNorm adds 0.00001 to the variance, SameDiff's does not.");
  }

  private static Values vector(Values values, int width, Step step) {
    if (values.values().length != width) {
      throw new GraphException(
          "%s must have %d weights: %s".formatted(step.shown(), width, values.shape()));
    }
    return new Values(List.of(width), values.values());
  }

  private void addConvolution(Piece.Convolve convolve, Step step) {
    List<Integer> weights = convolve.weight().shape();
    ConvolutionSpec.Extent kernel = convolve.window().kernel();
    boolean fits =
        shape.isImage()
            && weights.get(0) == kernel.height()
            && weights.get(1) == kernel.width()
            && weights.get(2) == shape.last();
    require(fits, step, "images [height, width, channels] that fit weights of " + weights);
    Draft layer =
        new Draft(
            new ConvolutionSpec.Convolution2d(
                weights.get(3), convolve.window(), Activation.LINEAR));
    add(layer.with("weight", convolve.weight()));
    convolve.bias().ifPresent(bias -> addBias(bias, step));
  }

  private void addReshape(Shape to) {
    if (!to.equals(shape)) {
      LayerSpec flatten = new ConvolutionSpec.Flatten();
      boolean isFlat = to.isVector() && to.size() == shape.size();
      add(new Draft(isFlat ? flatten : new ConvolutionSpec.Reshape(to)));
    }
  }

  private void require(boolean holds, Step step, String what) {
    if (!holds) {
      throw new GraphException(
          "%s must read %s: its input is %s".formatted(step.shown(), what, shape));
    }
  }
}

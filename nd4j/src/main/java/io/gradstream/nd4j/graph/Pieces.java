package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Kind;
import io.gradstream.nd4j.graph.Graph.Operation;
import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.nd4j.graph.Graph.Variable;
import io.gradstream.network.spec.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From an operation to a {@link Piece}, or to a refusal by its name. */
final class Pieces {

  /** As messages list it. */
  private static final String UNDERSTOOD =
      "matmul, xw_plus_b, add and biasadd of weights, relu, leakyrelu (0.01), tanh, sigmoid, swish,"
          + " softmax, layer_norm, conv2d, maxpool2d and avgpool2d in NHWC, reshape, identity";

  private static final double LEAK = 0.01; // of our leaky relu

  /**
   * A piece, and the variable it reads.
   *
   * @param shown the operation in a message
   */
  record Step(Piece piece, String from, String shown) {}

  private final Graph graph;
  private final Operation operation;

  private Pieces(Graph graph, Operation operation) {
    this.graph = graph;
    this.operation = operation;
  }

  /**
   * @throws GraphException when no layer of ours does that
   */
  static Step of(Graph graph, Operation operation) {
    return new Pieces(graph, operation).step();
  }

  private Step step() {
    return switch (operation.kind()) {
      case "identity" -> step(new Piece.Nothing());
      case "matmul", "mmul" -> step(product());
      case "xw_plus_b" -> step(affine());
      case "biasadd" -> step(new Piece.Shift(weights(1)));
      case "add" -> sum();
      case "relu" -> step(relu());
      case "leakyrelu" -> step(leakyRelu());
      case "tanh" -> step(new Piece.Activate(Activation.TANH));
      case "sigmoid" -> step(new Piece.Activate(Activation.SIGMOID));
      case "swish" -> step(new Piece.Activate(Activation.SILU));
      case "softmax" -> step(softmax());
      case "layer_norm" -> step(norm());
      case "conv2d" -> step(Windows.convolution(this, operation));
      case "maxpool2d", "avgpool2d" -> step(Windows.pooling(this, operation));
      case "reshape" -> step(reshape());
      default -> throw unknown();
    };
  }

  private GraphException unknown() {
    return new GraphException(
        "no layer of ours does %s; understood are %s".formatted(operation.shown(), UNDERSTOOD));
  }

  /** Of an operation that is understood in another form. */
  GraphException refuse(String rule, Object value) {
    return new GraphException("%s must %s: %s".formatted(operation.shown(), rule, value));
  }

  private Step step(Piece piece) {
    return new Step(piece, input(0), operation.shown());
  }

  private String input(int index) {
    if (index >= operation.inputs().size()) {
      throw refuse("have an input " + (index + 1), operation.inputs());
    }
    return operation.inputs().get(index);
  }

  /** Floats that the graph holds itself. */
  Values weights(int index) {
    Variable variable = graph.variable(input(index));
    boolean isGiven = variable.kind() == Kind.VARIABLE || variable.kind() == Kind.CONSTANT;
    if (!isGiven || variable.values().isEmpty()) {
      throw refuse(
          "read weights or a constant as its input " + (index + 1),
          variable.name() + " is " + variable.kind());
    }
    Values values = variable.values().get();
    if (values.values().length != values.shape().stream().reduce(1, Math::multiplyExact)) {
      throw refuse("have weights that are FLOAT or DOUBLE", variable.name());
    }
    return values;
  }

  Optional<Values> optionalWeights(int index) {
    return index < operation.inputs().size() ? Optional.of(weights(index)) : Optional.empty();
  }

  private Piece product() {
    if (operation.number(0, 1) != 1 || operation.number(1, 0) != 0) {
      throw refuse("be a plain product", operation.numbers());
    }
    if (operation.integer(0) != 0 || operation.integer(2) != 0) {
      throw refuse("transpose its weights at most", operation.integers());
    }
    return new Piece.Product(matrix(operation.integer(1) != 0), Optional.empty());
  }

  private Piece affine() {
    if (operation.integer(0) != 0 || operation.integer(2) != 0) {
      throw refuse("transpose its weights at most", operation.integers());
    }
    return new Piece.Product(matrix(operation.integer(1) != 0), Optional.of(weights(2)));
  }

  /** [in, out]. */
  private Values matrix(boolean isTransposed) {
    Values weight = weights(1);
    if (weight.shape().size() != 2) {
      throw refuse("have weights of two dimensions", weight.shape());
    }
    return isTransposed ? transposed(weight) : weight;
  }

  private static Values transposed(Values matrix) {
    int rows = matrix.shape().get(0);
    int columns = matrix.shape().get(1);
    float[] turned = new float[matrix.values().length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = matrix.values()[row * columns + column];
      }
    }
    return new Values(List.of(columns, rows), turned);
  }

  /** Of what was computed and weights, in either order. */
  private Step sum() {
    for (int side = 0; side < 2; side++) {
      Kind other = graph.variable(input(1 - side)).kind();
      if (other == Kind.VARIABLE || other == Kind.CONSTANT) {
        Piece shift = new Piece.Shift(weights(1 - side));
        return new Step(shift, input(side), operation.shown());
      }
    }
    throw refuse("add weights to a product", operation.inputs());
  }

  private Piece relu() {
    double cutoff =
        operation
            .scalar()
            .map(Graph.Values::values)
            .filter(of -> of.length > 0)
            .map(of -> of[0])
            .orElse(0f);
    if (cutoff != 0) {
      throw refuse("cut off at 0", cutoff);
    }
    return new Piece.Activate(Activation.RELU);
  }

  private Piece leakyRelu() {
    double alpha = operation.number(0, LEAK);
    if (Math.abs(alpha - LEAK) > 1e-9) {
      throw refuse("have the slope " + LEAK, alpha);
    }
    return new Piece.Activate(Activation.LEAKY_RELU);
  }

  private Piece softmax() {
    long dimension = operation.integers().isEmpty() ? -1 : operation.integer(0);
    if (dimension != -1 && dimension != 1) {
      throw refuse("be over the last of two dimensions", "dimension " + dimension);
    }
    return new Piece.Activate(Activation.SOFTMAX);
  }

  private Piece norm() {
    boolean isOfRows =
        operation.integers().size() == 1
            && (operation.integer(0) == 1 || operation.integer(0) == -1);
    if (!isOfRows) {
      throw refuse("be over the last of two dimensions", operation.integers());
    }
    return new Piece.Norm(weights(1), optionalWeights(2));
  }

  private Piece reshape() {
    List<Long> lengths = new ArrayList<>(operation.integers());
    if (!lengths.isEmpty() && lengths.get(0) == -'c') {
      lengths.remove(0);
    }
    boolean keepsRows =
        lengths.size() >= 2
            && lengths.size() <= 4
            && lengths.get(0) == -1
            && lengths.stream().skip(1).allMatch(l -> l > 0 && l <= Integer.MAX_VALUE);
    if (!keepsRows) {
      throw refuse("leave rows as they are, as [-1, ...] in the order c", operation.integers());
    }
    return new Piece.Reshape(lengths.stream().skip(1).map(Long::intValue).toList());
  }
}

package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Kind;
import io.gradstream.nd4j.graph.Graph.Operation;
import io.gradstream.network.spec.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a graph ends, and what it predicts.
 *
 * @param variable the output of the last layer
 * @param label the variable that the loss compares it with, if there is a loss
 * @param notes in what its loss is another than ours
 */
record Ending(String variable, Optional<Loss> loss, Optional<String> label, List<String> notes) {

  /** Numbers by which SameDiff names means over rows; others are sums, and no sum at all. */
  private static final Set<Long> MEANS = Set.of(2L, 3L);

  /** A loss, by the kind of its operation. */
  enum Loss {
    SOFTMAX("softmax_cross_entropy_loss"),
    SIGMOID("sigm_cross_entropy_loss"),
    SQUARED("mean_sqerr_loss");

    private final String kind;

    Loss(String kind) {
      this.kind = kind;
    }

    static Optional<Loss> of(Operation operation) {
      for (Loss loss : values()) {
        if (loss.kind.equals(operation.kind())) {
          return Optional.of(loss);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * @param output the variable that is to be the output; empty for the one that the loss reads, or
   *     the only one that nothing reads
   * @throws GraphException when it is not clear
   */
  static Ending of(Graph graph, Optional<String> output) {
    if (output.isPresent()) {
      return at(graph, graph.variable(output.get()).name());
    }
    if (graph.losses().size() > 1) {
      throw unclear("has several losses", graph.losses());
    }
    if (graph.losses().size() == 1) {
      return at(graph, graph.losses().get(0));
    }
    List<String> last =
        graph.makers().keySet().stream().filter(name -> !isRead(graph, name)).toList();
    if (last.size() != 1) {
      throw unclear("has no loss, and several outputs", last);
    }
    return at(graph, last.get(0));
  }

  private static GraphException unclear(String what, List<String> names) {
    return new GraphException(
        "the graph %s: %s. Name one of them with --output".formatted(what, names));
  }

  private static boolean isRead(Graph graph, String name) {
    return graph.makers().values().stream().anyMatch(made -> made.inputs().contains(name));
  }

  /** At a loss, or at what a loss of the graph compares, or somewhere else. */
  private static Ending at(Graph graph, String name) {
    Operation maker = graph.makers().get(name);
    if (maker == null) {
      throw new GraphException(name + " is made by no operation: name an output of the graph");
    }
    if (maker.kind().endsWith("_loss")) {
      return compared(graph, maker);
    }
    return new Ending(name, Optional.empty(), Optional.empty(), List.of());
  }

  private static Ending compared(Graph graph, Operation loss) {
    Loss known =
        Loss.of(loss)
            .orElseThrow(
                () ->
                    new GraphException(
                        "no loss of ours is %s; understood are %s. To bring the layers alone, name"
                                .formatted(loss.shown(), kinds())
                            + " the output before it with --output"));
    if (loss.inputs().size() < 3) {
      throw new GraphException(
          "%s must compare an output with a label: %s".formatted(loss.shown(), loss.inputs()));
    }
    String label = loss.inputs().get(2);
    if (graph.variable(label).kind() != Kind.PLACEHOLDER) {
      throw new GraphException(
          "%s must compare with a placeholder: %s is %s"
              .formatted(loss.shown(), label, graph.variable(label).kind()));
    }
    return new Ending(
        loss.inputs().get(0), Optional.of(known), Optional.of(label), notes(graph, known, loss));
  }

  private static List<String> notes(Graph graph, Loss loss, Operation operation) {
    List<String> notes = new ArrayList<>();
    if (loss == Loss.SQUARED) {
      notes.add("The squared error is halved here: a step is half as large at the same rate.");
    }
    if (!MEANS.contains(operation.integer(0))) {
      notes.add("The graph's loss is no mean over the rows; ours is one.");
    }
    if (loss != Loss.SQUARED && operation.number(0, 0) != 0) {
      notes.add(
          "The graph smooths its labels by %s: write labelSmoothing in the target."
              .formatted(operation.number(0, 0)));
    }
    boolean isPlain =
        graph
            .variable(operation.inputs().get(1))
            .values()
            .filter(of -> of.values().length == 1 && of.values()[0] == 1)
            .isPresent();
    if (!isPlain) {
      notes.add("The graph weighs its loss; weights of ours are in the target.");
    }
    return notes;
  }

  private static String kinds() {
    return Arrays.stream(Loss.values()).map(loss -> loss.kind).collect(Collectors.joining(", "));
  }

  /**
   * What is predicted by an output so wide behind that activation.
   *
   * @param isInput whether the label is the network's input
   * @throws GraphException when nothing here predicts that
   */
  Prediction prediction(int width, Activation last, boolean isInput) {
    if (loss.isEmpty()) {
      return unscored(width, last);
    }
    if (last != Activation.LINEAR) {
      throw new GraphException(
          "%s must be linear before its loss: it is %s".formatted(variable, last));
    }
    if (isInput && loss.get() != Loss.SOFTMAX) {
      return new Prediction.Itself(loss.get() == Loss.SIGMOID);
    }
    return switch (loss.get()) {
      case SOFTMAX -> classes(width);
      case SIGMOID -> one(width, new Prediction.Binary(), "yes or no");
      case SQUARED -> one(width, new Prediction.Number(), "a number");
    };
  }

  private Prediction unscored(int width, Activation last) {
    return switch (last) {
      case SOFTMAX -> classes(width);
      case SIGMOID -> one(width, new Prediction.Binary(), "yes or no");
      case LINEAR -> one(width, new Prediction.Number(), "a number");
      default ->
          throw new GraphException(
              "%s must end in a product, softmax or sigmoid: it ends in %s"
                  .formatted(variable, last));
    };
  }

  private Prediction classes(int width) {
    if (width < 2) {
      throw new GraphException(
          "%s must have at least two values, a class each: %d".formatted(variable, width));
    }
    return new Prediction.Classes(width);
  }

  private Prediction one(int width, Prediction of, String what) {
    if (width != 1) {
      throw new GraphException(
          "%s must have one value to predict %s: %d. Classes end in softmax, or have the loss %s"
              .formatted(variable, what, width, Loss.SOFTMAX.kind));
    }
    return of;
  }
}

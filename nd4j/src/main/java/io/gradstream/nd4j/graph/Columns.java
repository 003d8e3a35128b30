package io.gradstream.nd4j.graph;

import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a row of a learner's features consists of, where a graph knows only some of it: the others
 * get weights of zero, so that the network answers as the graph did and learns the rest.
 *
 * @param names of the numbers, as the encoder of the features calls them
 * @param embedded numbers behind those, of rows of tables
 */
public record Columns(List<String> names, int embedded) {

  /** How a column ends that says whether a number is missing. */
  private static final String MISSING = ".missing";

  public Columns {
    names = List.copyOf(names);
  }

  /**
   * The network over all columns.
   *
   * @param inputs which columns the graph's inputs are, in the graph's order; none: all that do not
   *     say whether a number is missing
   * @throws GraphException when they are not as many as the graph has, or one is not there
   */
  public ImportedNetwork feed(ImportedNetwork network, Optional<List<String>> inputs) {
    List<String> read = inputs.orElseGet(this::values);
    if (inputs.isEmpty() && embedded == 0 && network.shape().size() == names.size()) {
      return network;
    }
    int width = network.shape().isVector() ? network.shape().last() : -1;
    if (width != read.size()) {
      throw new GraphException(
          "the graph's rows must be the %d values %s: they are %s. Name the columns it reads with"
                  .formatted(read.size(), read, network.shape())
              + " --inputs; there are %s".formatted(names));
    }
    List<Integer> places = read.stream().map(this::place).toList();
    if (places.stream().distinct().count() < places.size()) {
      throw new GraphException("inputs must be different columns: %s".formatted(read));
    }
    return new ImportedNetwork(
        network.input(),
        Shape.of(names.size() + embedded),
        network.layers(),
        network.prediction(),
        spread(network.weights(), places),
        network.notes());
  }

  private List<String> values() {
    return names.stream().filter(name -> !name.endsWith(MISSING)).toList();
  }

  private int place(String input) {
    int place = names.indexOf(input);
    if (place < 0) {
      throw new GraphException("there is no column %s; there are %s".formatted(input, names));
    }
    return place;
  }

  private StartWeights spread(StartWeights weights, List<Integer> places) {
    List<StartTensor> tensors = new ArrayList<>(weights.tensors());
    StartTensor first = tensors.get(0);
    boolean isMatrix = first.name().endsWith(".weight") && first.shape().size() == 2;
    if (!isMatrix) {
      throw new GraphException(
          "the first layer must be a product to read other columns: it has " + first);
    }
    int out = first.shape().get(1);
    int rows = names.size() + embedded;
    float[] values = new float[Math.multiplyExact(rows, out)];
    for (int row = 0; row < places.size(); row++) {
      System.arraycopy(first.values(), row * out, values, places.get(row) * out, out);
    }
    tensors.set(0, new StartTensor(first.name(), List.of(rows, out), values));
    return new StartWeights(tensors);
  }
}

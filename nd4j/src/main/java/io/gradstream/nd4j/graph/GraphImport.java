package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.LayerNames;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a graph that SameDiff saved, and says what layers of ours it is. */
public final class GraphImport {

  private static final String OUTPUT = "output"; // the head's layer

  private final Ending ending;
  private final Way way;
  private final Drafts drafts;

  private GraphImport(Graph graph, Optional<String> output) {
    ending = Ending.of(graph, output);
    way = Way.to(ending.variable(), graph);
    drafts = new Drafts(way);
  }

  /**
   * @param file what {@code SameDiff.save} wrote, or {@code SameDiff.asFlatFile}
   * @param output the variable to end at, or the loss; empty for the graph's loss, or its only
   *     output
   * @throws GraphException when it is no such file, or has what no layer of ours does
   */
  public static ImportedNetwork read(byte[] file, Optional<String> output) {
    Graph graph = GraphReader.read(file);
    try {
      return new GraphImport(graph, output).network();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new GraphException("the graph is no network of ours: " + e.getMessage());
    }
  }

  private ImportedNetwork network() {
    Draft last = last();
    boolean isInput = ending.label().filter(way.input().name()::equals).isPresent();
    Prediction prediction = ending.prediction(drafts.output().size(), last.activation(), isInput);
    boolean isHidden = prediction instanceof Prediction.Itself; // the head has no layer then
    List<LayerSpec> layers = new ArrayList<>();
    List<StartTensor> tensors = new ArrayList<>();
    for (Draft draft : drafts.layers()) {
      String name = OUTPUT;
      if (draft != last || isHidden) {
        layers.add(draft.spec());
        name = LayerNames.kind(draft.spec()) + layers.size();
      }
      addTensors(name, draft.tensors(), tensors);
    }
    return checked(
        new ImportedNetwork(
            way.input().name(),
            drafts.input(),
            layers,
            prediction,
            new StartWeights(tensors),
            Stream.concat(drafts.notes().stream(), ending.notes().stream()).toList()));
  }

  private Draft last() {
    List<Draft> layers = drafts.layers();
    Draft last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (last == null || !(last.spec() instanceof DenseSpec)) {
      throw new GraphException(
          "%s must be a product with weights: the last layer is %s"
              .formatted(ending.variable(), last == null ? "none" : LayerNames.kind(last.spec())));
    }
    return last;
  }

  private static void addTensors(
      String layer, Map<String, Values> tensors, List<StartTensor> into) {
    tensors.forEach(
        (name, values) ->
            into.add(new StartTensor(layer + "." + name, values.shape(), values.values())));
  }

  /** The network says itself whether all fits together. */
  private static ImportedNetwork checked(ImportedNetwork network) {
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Sgd(1)).with(network.weights());
    NetworkPlan.of(network.network(), training, 1);
    return network;
  }
}

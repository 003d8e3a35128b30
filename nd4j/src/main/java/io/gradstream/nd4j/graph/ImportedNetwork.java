package io.gradstream.nd4j.graph;

import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.StartWeights;
import java.util.List;

/**
 * A graph as a network of ours.
 *
 * @param input name of its placeholder
 * @param shape of a row of it
 * @param layers hidden ones; the output layer follows from the prediction
 * @param weights of all layers, the output layer's too
 * @param notes what is not quite the same, a sentence each
 */
public record ImportedNetwork(
    String input,
    Shape shape,
    List<LayerSpec> layers,
    Prediction prediction,
    StartWeights weights,
    List<String> notes) {

  public ImportedNetwork {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /**
   * What a learner spec says of it, as YAML.
   *
   * @param file the name by which the spec finds the weights
   */
  public String yaml(String file) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "# input: %s, the placeholder %s\n".formatted(shape, input.replaceAll("\\p{Cntrl}", " ")));
    yaml.append("# target: %s\n".formatted(prediction.words()));
    notes.forEach(note -> yaml.append("# ").append(note).append('\n'));
    yaml.append(layers.isEmpty() ? "network: []\n" : "network:\n");
    layers.forEach(layer -> yaml.append("  - ").append(LayerText.of(layer)).append('\n'));
    return yaml.append("learn: {start: ").append(quoted(file)).append("}\n").toString();
  }

  private static String quoted(String name) {
    return name.matches("[A-Za-z0-9_./][A-Za-z0-9_./-]*")
        ? name
        : "'" + name.replace("'", "''") + "'";
  }

  /** The network by itself, of one part that has the placeholder's name. */
  public NetworkSpec network() {
    return new NetworkSpec(List.of(new Part(input, shape)), List.of(), layers, prediction.head());
  }
}

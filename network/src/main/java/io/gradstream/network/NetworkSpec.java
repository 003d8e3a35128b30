package io.gradstream.network;

import java.util.List;

/**
 * A network's shape. Its input is the dense part followed by one row of each embedding table.
 *
 * @param inputs width of the dense part
 * @param layers hidden layers, first to last; the output layer follows from the head
 */
public record NetworkSpec(
    int inputs, List<EmbeddingSpec> embeddings, List<LayerSpec> layers, HeadSpec head) {

  public NetworkSpec {
    embeddings = List.copyOf(embeddings);
    layers = List.copyOf(layers);
  }

  /** A table of {@code rows} vectors, each {@code width} wide, starting at zero. */
  public record EmbeddingSpec(String name, int rows, int width) {}
}

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
    Arguments.check(inputs >= 0, "inputs", "at least 0", inputs);
    Arguments.check(
        inputs > 0 || !embeddings.isEmpty(), "inputs", "at least 1 without embeddings", inputs);
    long names = embeddings.stream().map(EmbeddingSpec::name).distinct().count();
    Arguments.check(names == embeddings.size(), "embeddings", "of different names", embeddings);
  }

  /** Width of the whole input. */
  public int inputWidth() {
    return embeddings.stream().mapToInt(EmbeddingSpec::width).reduce(inputs, Math::addExact);
  }

  /**
   * A table of {@code rows} vectors, each {@code width} wide, starting at zero. Row 0 is shared by
   * all unknown values and stays zero.
   */
  public record EmbeddingSpec(String name, int rows, int width) {
    public EmbeddingSpec {
      Arguments.check(!name.isBlank(), "name of an embedding", "not blank", name);
      Arguments.positive("rows of embedding " + name, rows);
      Arguments.positive("width of embedding " + name, width);
    }
  }
}

package io.gradstream.network.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * A network's shape. Its input is a row of numbers, in named parts, followed by one row of each
 * embedding table.
 *
 * @param parts of the numbers, in their order
 * @param layers hidden layers, first to last; the output layer follows from the head
 */
public record NetworkSpec(
    List<Part> parts, List<EmbeddingSpec> embeddings, List<LayerSpec> layers, HeadSpec head) {

  public NetworkSpec {
    parts = List.copyOf(parts);
    embeddings = List.copyOf(embeddings);
    layers = List.copyOf(layers);
    Arguments.check(
        !parts.isEmpty() || !embeddings.isEmpty(), "inputs", "at least 1 without embeddings", 0);
    distinct("parts", parts.stream().map(Part::name));
    distinct("embeddings", embeddings.stream().map(EmbeddingSpec::name));
  }

  /**
   * @param inputs width of the one part of numbers, at least 0
   */
  public NetworkSpec(
      int inputs, List<EmbeddingSpec> embeddings, List<LayerSpec> layers, HeadSpec head) {
    this(numbers(inputs), embeddings, layers, head);
  }

  private static List<Part> numbers(int inputs) {
    Arguments.check(inputs >= 0, "inputs", "at least 0", inputs);
    return inputs == 0 ? List.of() : List.of(new Part("numbers", Shape.of(inputs)));
  }

  private static void distinct(String name, Stream<String> names) {
    List<String> all = names.toList();
    Arguments.check(all.stream().distinct().count() == all.size(), name, "of different names", all);
  }

  /** How many numbers a row has. */
  public int inputs() {
    return parts.stream().mapToInt(part -> part.shape().size()).reduce(0, Math::addExact);
  }

  /**
   * Shape of the whole input: that of its only part, or a vector of all parts and the rows of the
   * tables, one after the other.
   */
  public Shape inputShape() {
    if (parts.size() == 1 && embeddings.isEmpty()) {
      return parts.get(0).shape();
    }
    return Shape.of(
        embeddings.stream().mapToInt(EmbeddingSpec::width).reduce(inputs(), Math::addExact));
  }

  /** A named part of the input. A {@link BlockSpec.Select} reads it by its name. */
  public record Part(String name, Shape shape) {}

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

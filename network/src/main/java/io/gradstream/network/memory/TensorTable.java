package io.gradstream.network.memory;

import java.util.List;
import java.util.Optional;

/** The named tensors of a flat vector. */
public record TensorTable(List<Tensor> tensors) {

  public TensorTable {
    tensors = List.copyOf(tensors);
  }

  /** Length of the flat vector in floats. */
  public int size() {
    return tensors.stream().mapToInt(Tensor::size).sum();
  }

  /** The tensor of that name, if it has that shape. */
  public Optional<Tensor> find(String name, List<Integer> shape) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name) && tensor.shape().equals(shape))
        .findFirst();
  }

  /**
   * @param name for instance {@code dense1.weight}
   * @param shape row-major
   * @param offset first float
   */
  public record Tensor(String name, List<Integer> shape, int offset) {
    public Tensor {
      shape = List.copyOf(shape);
    }

    public int size() {
      return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }
  }
}

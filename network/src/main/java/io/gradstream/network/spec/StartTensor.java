package io.gradstream.network.spec;

import java.util.Arrays;
import java.util.List;

/** One tensor of {@link StartWeights}: a name, a shape, and as many finite numbers. Immutable. */
public final class StartTensor {

  private final String name;
  private final List<Integer> shape;
  private final float[] values;

  /**
   * @param name for instance {@code dense1.weight}
   * @param values row-major
   */
  public StartTensor(String name, List<Integer> shape, float[] values) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values.clone();
    shape.forEach(length -> Arguments.positive("length in the shape of " + name, length));
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    Arguments.check(
        size == values.length, "values of " + name, size + " for " + shape, values.length);
    for (float value : values) {
      Arguments.check(Float.isFinite(value), "values of " + name, "finite", value);
    }
  }

  public String name() {
    return name;
  }

  public List<Integer> shape() {
    return shape;
  }

  /** A fresh array, row-major. */
  public float[] values() {
    return values.clone();
  }

  public int size() {
    return values.length;
  }

  public float value(int index) {
    return values[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartTensor tensor
        && name.equals(tensor.name)
        && shape.equals(tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + 31 * Arrays.hashCode(values);
  }

  /** For instance {@code dense1.weight [4, 16]}. */
  @Override
  public String toString() {
    return name + " " + shape;
  }
}

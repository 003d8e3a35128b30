package io.gradstream.features.encode;

import java.util.List;

/**
 * What one feature makes of the dense part.
 *
 * @param name the field; where earlier features read the same field, with a number behind it, for
 *     instance {@code scheduled#2}
 * @param shape of the inputs, row-major; {@code [n]} for features of single values
 * @param column where in the dense part its first input is
 */
public record Part(String name, List<Integer> shape, int column) {

  public Part {
    shape = List.copyOf(shape);
  }

  /** How many inputs it has. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
  }
}

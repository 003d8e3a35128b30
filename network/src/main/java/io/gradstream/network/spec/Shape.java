package io.gradstream.network.spec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shape of one row of a signal, row-major: {@code [width]}, a vector; {@code [steps, width]}, a
 * sequence; {@code [height, width, channels]}, an image.
 */
public final class Shape {

  private final List<Integer> lengths;
  private final int size;
  private final int last;

  public Shape(List<Integer> lengths) {
    this.lengths = List.copyOf(lengths);
    Arguments.check(
        !lengths.isEmpty() && lengths.size() <= 3, "shape", "of 1 to 3 dimensions", lengths);
    long product = 1;
    for (int length : lengths) {
      product = Math.multiplyExact(product, Arguments.positive("length in a shape", length));
    }
    Arguments.check(
        product <= Integer.MAX_VALUE / Float.BYTES, "shape", "of less than 2 GiB", lengths);
    size = (int) product;
    last = lengths.get(lengths.size() - 1);
  }

  public static Shape of(int... lengths) {
    return new Shape(Arrays.stream(lengths).boxed().toList());
  }

  public List<Integer> lengths() {
    return lengths;
  }

  /** Values in a row. */
  public int size() {
    return size;
  }

  public int dimensions() {
    return lengths.size();
  }

  public boolean isVector() {
    return dimensions() == 1;
  }

  public boolean isSequence() {
    return dimensions() == 2;
  }

  public boolean isImage() {
    return dimensions() == 3;
  }

  /** Length of the last dimension: width of a vector or a step, channels of an image. */
  public int last() {
    return last;
  }

  /** How many times the last dimension occurs: 1, steps, or pixels. */
  public int positions() {
    return size / last;
  }

  /** Steps of a sequence. */
  public int steps() {
    return sequence("this").lengths.get(0);
  }

  /** Height of an image. */
  public int height() {
    return image("this").lengths.get(0);
  }

  /** Width of an image. */
  public int width() {
    return image("this").lengths.get(1);
  }

  /** The same positions with another last dimension. */
  public Shape withLast(int last) {
    Integer[] changed = lengths.toArray(Integer[]::new);
    changed[changed.length - 1] = last;
    return new Shape(List.of(changed));
  }

  /** This shape, or an error that says what the layer expected. */
  public Shape vector(String layer) {
    return require(isVector(), layer, "a vector [width]; put {flatten: {}} or a pool before it");
  }

  /** This shape, or an error that says what the layer expected. */
  public Shape sequence(String layer) {
    return require(isSequence(), layer, "a sequence [steps, width]");
  }

  /** This shape, or an error that says what the layer expected. */
  Shape image(String layer) {
    return require(isImage(), layer, "an image [height, width, channels]");
  }

  private Shape require(boolean fits, String layer, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(layer + " expects " + expected + "; its input is " + this);
    }
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && lengths.equals(shape.lengths);
  }

  @Override
  public int hashCode() {
    return lengths.hashCode();
  }

  /** For instance {@code [28, 28, 1]}. */
  @Override
  public String toString() {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}

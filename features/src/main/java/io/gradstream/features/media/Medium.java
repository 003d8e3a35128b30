package io.gradstream.features.media;

import java.util.List;

/**
 * How the bytes of a field become an array of numbers, each whole and from 0 to 255: so it takes a
 * byte a number between operators and in state, and is the same on every machine.
 */
public sealed interface Medium permits AsItIs, Picture, Sound {

  /** Most numbers that the array may have. */
  int MOST_NUMBERS = 1_000_000;

  /** Shape of the array, row-major: of a picture [height, width, channels]. */
  List<Integer> shape();

  /** How many numbers the array has. */
  default int size() {
    return shape().stream().reduce(1, Math::multiplyExact);
  }

  /**
   * Reads a file's bytes.
   *
   * @return [size]
   * @throws UnreadableException when they are no such file, a damaged one, or one too large
   */
  float[] read(byte[] bytes);

  /** What the bytes must be, for messages: {@code an image, PNG or JPEG}. */
  String expected();

  /** The declaration in one word, as formats keep it, parts behind underscores. */
  String form();

  /**
   * What {@link #form} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Medium of(List<String> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a medium has a name");
    }
    List<String> values = parts.subList(1, parts.size());
    return switch (parts.get(0)) {
      case Picture.NAME -> Picture.of(values);
      case Sound.NAME -> Sound.of(values);
      default -> throw new IllegalArgumentException("no medium: " + parts.get(0));
    };
  }
}

package io.gradstream.features.media;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A picture, from a PNG or JPEG file, as pixels of one size: [height, width, channels], each 0 to
 * 255.
 *
 * @param channels 1, grey, or 3, red, green and blue
 */
public record Picture(int height, int width, int channels, Fit fit) implements Medium {

  static final String NAME = "IMAGE";

  /** How a picture of another size or form is brought to the declared one. */
  public enum Fit {
    /** All of it, each side by itself: what was round may be no more. */
    STRETCH,
    /** The largest part in the middle that has the form. */
    CROP,
    /** All of it in the middle, black beside it. */
    PAD;

    /** The name in a spec. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Picture {
    boolean valid =
        height >= 1
            && width >= 1
            && (channels == 1 || channels == 3)
            && (long) height * width * channels <= MOST_NUMBERS;
    if (!valid) {
      throw new IllegalArgumentException(
          "the shape of an image must be [height, width, channels], channels 1 or 3, with at most %d numbers: %s"
              .formatted(MOST_NUMBERS, List.of(height, width, channels)));
    }
  }

  @Override
  public List<Integer> shape() {
    return List.of(height, width, channels);
  }

  @Override
  public float[] read(byte[] bytes) {
    return Fitting.of(this).fit(pixels(bytes).of(channels));
  }

  private static Pixels pixels(byte[] bytes) {
    return switch (FileKind.of(bytes)) {
      case PNG -> new PngReader(bytes).read();
      case JPEG -> JpegReader.read(bytes);
      case EMPTY, WAV, OTHER_RIFF, UNKNOWN -> throw UnreadableException.of(FileKind.found(bytes));
      default -> throw UnreadableException.of(FileKind.found(bytes) + ", which is not read");
    };
  }

  @Override
  public String expected() {
    return "an image, PNG or JPEG";
  }

  @Override
  public String form() {
    return String.join("_", NAME, "" + height, "" + width, "" + channels, fit.name());
  }

  static Picture of(List<String> parts) {
    if (parts.size() != 4) {
      throw new IllegalArgumentException("an image has four parts: " + parts);
    }
    int[] shape = parts.stream().limit(3).mapToInt(Integer::parseInt).toArray();
    return new Picture(shape[0], shape[1], shape[2], Fit.valueOf(parts.get(3)));
  }

  /** For instance {@code image of [28, 28, 1], stretch}. */
  @Override
  public String toString() {
    return "image of %s, %s"
        .formatted(Arrays.toString(new int[] {height, width, channels}), fit.written());
  }
}

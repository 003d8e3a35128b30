package io.gradstream.features.media;

import java.util.List;

/**
 * A sound, from a WAV file, as its spectrogram: [steps, bands] of levels in half decibels, 0 for
 * -100 dB and less, 200 for a full-scale sine. What is longer than the steps is left out, behind a
 * shorter one stand zeros.
 *
 * @param rate samples a second at which it is looked at, whatever the file has
 * @param window samples of a step
 * @param hop samples from a step to the next
 * @param bands evenly spaced on the mel scale, from 0 Hz to half the rate
 */
public record Sound(int rate, int window, int hop, int bands, int steps) implements Medium {

  public static final int LOWEST_RATE = 1_000;
  public static final int HIGHEST_RATE = 192_000;
  public static final int SHORTEST_WINDOW = 16;
  public static final int LONGEST_WINDOW = 16_384;
  public static final int MOST_BANDS = 512;
  public static final int MOST_STEPS = 10_000;

  static final String NAME = "SPECTROGRAM";

  public Sound {
    requireIn(LOWEST_RATE, rate, HIGHEST_RATE, "rate");
    requireIn(SHORTEST_WINDOW, window, LONGEST_WINDOW, "window");
    requireIn(1, hop, LONGEST_WINDOW, "hop");
    requireIn(1, bands, MOST_BANDS, "bands");
    requireIn(1, steps, MOST_STEPS, "steps");
    if ((long) bands * steps > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "bands x steps must be at most %d: %d x %d".formatted(MOST_NUMBERS, bands, steps));
    }
  }

  private static void requireIn(int least, int value, int most, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s of a spectrogram must be in %d..%d: %d".formatted(name, least, most, value));
    }
  }

  @Override
  public List<Integer> shape() {
    return List.of(steps, bands);
  }

  /** How many samples are looked at, the first of a sound. */
  int samples() {
    return (steps - 1) * hop + window;
  }

  @Override
  public float[] read(byte[] bytes) {
    FileKind kind = FileKind.of(bytes);
    if (kind != FileKind.WAV) {
      String found = FileKind.found(bytes);
      boolean isNamed = kind != FileKind.UNKNOWN && kind != FileKind.EMPTY;
      throw UnreadableException.of(isNamed ? found + ", which is not read" : found);
    }
    WavFile file = WavFile.read(bytes);
    Resampling resampling = new Resampling(file.rate(), rate);
    double[] samples = file.samples(resampling.needed(samples()));
    return new Spectrogram(this).levels(resampling.resampled(samples, samples()));
  }

  @Override
  public String expected() {
    return "a sound, WAV";
  }

  @Override
  public String form() {
    return String.join("_", NAME, "" + rate, "" + window, "" + hop, "" + bands, "" + steps);
  }

  static Sound of(List<String> parts) {
    if (parts.size() != 5) {
      throw new IllegalArgumentException("a spectrogram has five parts: " + parts);
    }
    int[] values = parts.stream().mapToInt(Integer::parseInt).toArray();
    return new Sound(values[0], values[1], values[2], values[3], values[4]);
  }

  /** For instance {@code spectrogram of [64, 40], 8000 Hz, window 256, hop 100}. */
  @Override
  public String toString() {
    return "spectrogram of %s, %d Hz, window %d, hop %d".formatted(shape(), rate, window, hop);
  }
}

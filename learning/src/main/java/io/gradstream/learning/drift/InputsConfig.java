package io.gradstream.learning.drift;

/**
 * How inputs are watched: a {@link Kswin} each, of which one sees a value now and then.
 *
 * @param most inputs that are watched; of more a choice is drawn; 1 to 256
 * @param every examples from one value to the next, of all inputs together; 1 or more. A value
 *     costs about five microseconds
 * @param alpha see {@link KswinConfig#alpha()}
 * @param window see {@link KswinConfig#window()}, in values that the input's detector sees
 * @param sample see {@link KswinConfig#sample()}
 */
public record InputsConfig(int most, int every, double alpha, int window, int sample) {

  /** False alarms at this alpha are counted in the tests. */
  public static final InputsConfig DEFAULT = new InputsConfig(8, 8, 0.000001, 300, 100);

  private static final int LARGEST = 256;

  public InputsConfig {
    Settings.requireAtLeast(1, "most", most);
    Settings.requireAtMost(LARGEST, "most", most);
    Settings.requireAtLeast(1, "every", every);
    new KswinConfig(alpha, window, sample, 0); // its rules are ours
  }

  DriftDetector detector(long seed) {
    return new KswinConfig(alpha, window, sample, seed).detector();
  }
}

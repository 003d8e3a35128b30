package io.gradstream.features.media;

import java.util.Arrays;

/**
 * The spectrogram of a sound: for each step the power under a Hann window, by a fast Fourier
 * transform; of that the sum under triangles that overlap by half, evenly spaced on the mel scale
 * (2595 log10(1 + f / 700), O'Shaughnessy 1987, as in HTK); and of that the level, in half decibels
 * above {@value #QUIETEST} dB of a full-scale sine. Doubles and StrictMath alone: the same bytes
 * give the same numbers on every machine. Not thread safe.
 */
final class Spectrogram {

  private static final int QUIETEST = -100; // dB: level 0
  private static final double LEAST = 1e-10; // the same as a power
  private static final int HIGHEST = 255; // level

  private final Sound spec;
  private final double[] hann; // [window]
  private final Fourier fourier;
  private final double[] places; // [bins]: where a frequency lies among the bands; band b at b
  private final double unit; // power of a full-scale sine

  Spectrogram(Sound spec) {
    this.spec = spec;
    hann = new double[spec.window()];
    double sum = 0;
    for (int i = 0; i < hann.length; i++) {
      hann[i] = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * i / hann.length);
      sum += hann[i];
    }
    unit = (sum / 2) * (sum / 2);
    fourier = new Fourier(spec.window());
    places = new double[fourier.bins()];
    double width = mel(spec.rate() / 2.0) / (spec.bands() + 1);
    for (int bin = 0; bin < places.length; bin++) {
      places[bin] = mel((double) bin * spec.rate() / fourier.size()) / width - 1;
    }
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  /**
   * @param samples at the rate that is declared
   * @return [steps, bands]
   */
  float[] levels(double[] samples) {
    float[] levels = new float[spec.size()];
    double[] windowed = new double[fourier.size()];
    double[] bands = new double[spec.bands()];
    for (int step = 0; step < spec.steps() && step * spec.hop() < samples.length; step++) {
      int start = step * spec.hop();
      for (int i = 0; i < hann.length; i++) {
        windowed[i] = start + i < samples.length ? hann[i] * samples[start + i] : 0;
      }
      addUp(fourier.power(windowed), bands);
      for (int band = 0; band < bands.length; band++) {
        levels[step * bands.length + band] = level(bands[band] / unit);
      }
    }
    return levels;
  }

  /** A frequency between two bands is of both, by its nearness. */
  private void addUp(double[] power, double[] bands) {
    Arrays.fill(bands, 0);
    for (int bin = 0; bin < power.length; bin++) {
      int below = (int) Math.floor(places[bin]);
      double above = places[bin] - below;
      if (below >= 0 && below < bands.length) {
        bands[below] += (1 - above) * power[bin];
      }
      if (below + 1 >= 0 && below + 1 < bands.length) {
        bands[below + 1] += above * power[bin];
      }
    }
  }

  private static float level(double power) {
    double decibels = 10 * StrictMath.log10(Math.max(LEAST, power));
    return (float) Math.min(HIGHEST, Math.rint(2 * (decibels - QUIETEST)));
  }
}

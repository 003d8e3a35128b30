package io.gradstream.model.made;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.RowSampler;

/** Draws events by a model whose target is to generate them, as the events are that it learned. */
public final class SampleMaker implements Maker {

  /** Samples where nobody says how many. */
  public static final int DEFAULT_COUNT = 64;

  /** The seed where nobody gives one. */
  public static final long DEFAULT_SEED = 1;

  private final RowSampler sampler;
  private final FeatureSpec.Numbers feature;
  private final float[][] samples; // [count, values], the first of them drawn
  private int drawn;

  /**
   * @param count how many, at least 1
   * @param seed same model and seed, same samples
   * @throws IllegalArgumentException when the model draws no events
   */
  public SampleMaker(Model model, int count, long seed) {
    feature = feature(model.spec());
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    sampler = new RowSampler(model.network(), seed);
    samples = new float[count][];
  }

  /**
   * The one feature that is drawn.
   *
   * @throws IllegalArgumentException when models of the spec draw no events
   */
  public static FeatureSpec.Numbers feature(ModelSpec spec) {
    if (spec.target().drawsEvents()
        && spec.features().size() == 1
        && spec.features().get(0) instanceof FeatureSpec.Numbers numbers
        && !(numbers.scaling() instanceof Scaling.Online)) {
      return numbers;
    }
    throw new IllegalArgumentException(
        "samples are drawn by a learner whose target is generate and whose one feature is numbers,"
            + " not scaled online: "
            + spec.learner());
  }

  @Override
  public int left() {
    return samples.length - drawn;
  }

  @Override
  public void make(long nanos) {
    long start = System.nanoTime();
    int before = drawn;
    int next = 1;
    long spent = 0;
    while (left() > 0 && spent < nanos) {
      draw(next);
      spent = System.nanoTime() - start;
      double each = Math.max(1, spent) / (double) (drawn - before);
      next = (int) Math.max(1, Math.min(left(), (nanos - spent) / each));
    }
  }

  private void draw(int count) {
    for (float[] sample : sampler.next(count)) {
      unscale(sample);
      samples[drawn++] = sample;
    }
  }

  /** Samples are as the network sees events; a reader wants them as events are. */
  private void unscale(float[] sample) {
    if (feature.scaling() instanceof Scaling.Divide divide) {
      for (int i = 0; i < sample.length; i++) {
        sample[i] *= divide.by();
      }
    }
  }

  /**
   * What was drawn.
   *
   * @return [count, values], once nothing is left to be made
   */
  public float[][] samples() {
    return samples;
  }
}

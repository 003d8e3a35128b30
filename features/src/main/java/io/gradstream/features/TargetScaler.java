package io.gradstream.features;

/** Running mean and deviation of a regression target. Not thread safe. */
public final class TargetScaler {

  /** Adds a target to the statistics. */
  public void learn(double target) {
    throw new UnsupportedOperationException();
  }

  public float scale(double target) {
    throw new UnsupportedOperationException();
  }

  public float unscale(float output) {
    throw new UnsupportedOperationException();
  }

  /** The whole state in a versioned form. */
  public byte[] state() {
    throw new UnsupportedOperationException();
  }

  public void restore(byte[] state) {
    throw new UnsupportedOperationException();
  }
}

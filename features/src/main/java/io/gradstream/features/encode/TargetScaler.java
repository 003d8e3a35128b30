package io.gradstream.features.encode;

/**
 * Scales the target of a regression to about zero mean and unit deviation, so that the network's
 * learning rate does not depend on the target's unit. Part of the model's state. Not thread safe.
 */
public final class TargetScaler {

  private RunningScale statistics = new RunningScale();

  /** Adds a finite target to the statistics. */
  public void learn(double target) {
    statistics.learn(target);
  }

  /** The target as the network sees it; the deviation counts as 1 while it is undefined. */
  public double scale(double target) {
    return (target - statistics.mean()) / unit();
  }

  /** The target a network's output stands for. */
  public double unscale(double output) {
    return statistics.mean() + output * unit();
  }

  /** The statistics in a versioned form, equal bytes for equal states. */
  public byte[] statistics() {
    return StateBytes.write(RunningScale.FORMAT, statistics::write);
  }

  /**
   * Restores what {@link #statistics()} wrote.
   *
   * @throws io.gradstream.schemas.MalformedRecordException when the bytes are damaged; the scaler
   *     is then as before
   */
  public void restoreStatistics(byte[] bytes) {
    statistics = StateBytes.read("a target scaler", bytes, RunningScale.FORMAT, RunningScale::read);
  }

  private double unit() {
    double deviation = statistics.deviation();
    return deviation == 0 ? 1 : deviation;
  }
}

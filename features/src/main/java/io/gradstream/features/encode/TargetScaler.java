package io.gradstream.features.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Scales the target of a regression to about zero mean and unit deviation, so that the network's
 * learning rate does not depend on the target's unit, and knows where targets lie. Part of the
 * model's state. Not thread safe.
 */
public final class TargetScaler {

  private static final int FORMAT = 3; // 1 had no range of its scale, 2 neither origin nor bounds
  private static final double MOST = 10; // deviations: a target beyond is learned as this
  private static final double ODD = 0.5; // deviation: one that is far from all is learned as this
  private static final double SOME = 2; // deviations: where targets lie of which none was kept
  private static final double MORE = 0.1; // of the range that was seen

  private RunningScale statistics = new RunningScale();
  private double origin = Double.NaN;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /** Whether it has learned of no target. */
  public boolean isNew() {
    return statistics.count() == 0;
  }

  /** Adds a finite target to the statistics. */
  public void learn(double target) {
    if (Double.isNaN(origin)) {
      origin = target;
    }
    boolean isFar = statistics.isFar(target);
    if (statistics.learn(target)) {
      least = statistics.mean() - SOME * statistics.deviation();
      most = statistics.mean() + SOME * statistics.deviation();
    }
    if (!isFar && !statistics.isFar(target)) {
      least = Math.min(least, target);
      most = Math.max(most, target);
    }
  }

  /** The target as it is scaled; the deviation counts as 1 while it is undefined. */
  public double scale(double target) {
    return (target - statistics.mean()) / unit();
  }

  /** What a network learns of a target. */
  public double learned(double target) {
    double within = statistics.isFar(target) ? ODD : MOST;
    return Math.max(-within, Math.min(within, scale(target)));
  }

  /** The target a network's output stands for, which is never far from all that were seen. */
  public double unscale(double output) {
    double target = statistics.mean() + output * unit();
    if (statistics.count() < 2 || most < least) {
      return target;
    }
    double more = Math.max(MORE * (most - least), unit());
    return Math.max(least - more, Math.min(most + more, target));
  }

  /** The first target, 0 before it: what is near it can be kept in fewer bits as a difference. */
  public double origin() {
    return Double.isNaN(origin) ? 0 : origin;
  }

  /** Deviation of targets; 1 while it is undefined. */
  public double unit() {
    double deviation = statistics.deviation();
    return deviation == 0 ? 1 : deviation;
  }

  /** The statistics in a versioned form, equal bytes for equal states. */
  public byte[] statistics() {
    return StateBytes.write(FORMAT, this::write);
  }

  /**
   * Restores what {@link #statistics()} wrote.
   *
   * @throws io.gradstream.schemas.MalformedRecordException when the bytes are damaged; the scaler
   *     is then as before
   */
  public void restoreStatistics(byte[] bytes) {
    TargetScaler read = StateBytes.read("a target scaler", bytes, FORMAT, TargetScaler::read);
    statistics = read.statistics;
    origin = read.origin;
    least = read.least;
    most = read.most;
  }

  private void write(DataOutputStream out) throws IOException {
    statistics.write(out);
    out.writeDouble(origin);
    out.writeDouble(least);
    out.writeDouble(most);
  }

  /** Bounds of an older format are ten deviations. */
  private static TargetScaler read(int format, DataInputStream in) throws IOException {
    TargetScaler scaler = new TargetScaler();
    scaler.statistics = RunningScale.read(format, in);
    scaler.origin = 0; // what is kept of older targets is no difference
    if (format == FORMAT) {
      scaler.origin = in.readDouble();
      scaler.least = in.readDouble();
      scaler.most = in.readDouble();
    } else if (scaler.statistics.deviation() > 0) {
      double reach = MOST * scaler.statistics.deviation();
      scaler.least = scaler.statistics.mean() - reach;
      scaler.most = scaler.statistics.mean() + reach;
    }
    return scaler;
  }
}

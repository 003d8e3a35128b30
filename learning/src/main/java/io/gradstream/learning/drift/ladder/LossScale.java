package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.DriftDetector;
import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From a loss to an error in 0..1, which detectors and tests can compare: a rate is one; a size is
 * divided by {@value #LARGEST} times the mean size of the examples before, and what is beyond is 1.
 * So is a loss that is no number or has no bounds. The mean is a running one that becomes slow, so
 * that it does not follow the drift it is to show. Not thread safe.
 */
final class LossScale {

  static final int LARGEST = 8; // mean sizes

  private static final int SLOWEST = 20_000; // examples

  private final LossKind kind;
  private long count;
  private double mean;

  LossScale(LossKind kind) {
    this.kind = kind;
  }

  /** In 0..1. */
  double error(double loss) {
    if (!isUsable(loss)) {
      return 1;
    }
    return loss <= 0 ? 0 : Math.min(1, loss / size());
  }

  private static boolean isUsable(double loss) {
    return Math.abs(loss) <= DriftDetector.LARGEST;
  }

  /** The loss that an error is of, up to the largest. */
  double loss(double error) {
    return error * size();
  }

  private double size() {
    return kind == LossKind.RATE ? 1 : LARGEST * mean;
  }

  /** Lets the mean follow a loss, as far as the loss is not beyond the largest. */
  void learn(double loss) {
    if (kind == LossKind.RATE || !isUsable(loss)) {
      return;
    }
    count++;
    double most = mean > 0 ? size() : loss;
    mean += (Math.min(Math.abs(loss), most) - mean) / Math.min(count, SLOWEST);
  }

  void clear() {
    count = 0;
    mean = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    out.writeDouble(mean);
  }

  void read(DataInput in) throws IOException {
    count = State.readCount(in);
    mean = State.readBetween(0, 2 * DriftDetector.LARGEST, in);
  }
}

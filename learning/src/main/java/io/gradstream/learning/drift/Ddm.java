package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The drift detection method of Gama, Medas, Castillo and Rodrigues 2004, on errors: 1 for a wrong
 * answer, 0 for a right one. While nothing changes, the error rate p of n answers falls, with a
 * deviation s = sqrt(p (1 - p) / n); p + s at its least is remembered, and p + s far above it is a
 * warning, farther a drift. Constant memory.
 *
 * <p>The statistic is p + s. After a drift all is forgotten.
 */
public final class Ddm extends DriftDetector {

  private final DdmConfig config;
  private long count;
  private double rate;
  private double leastRate = Double.POSITIVE_INFINITY; // p and s where p + s was least
  private double leastDeviation;

  Ddm(DdmConfig config) {
    super("ddm");
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException for a value that is neither 0 nor 1
   */
  @Override
  Signal see(double error) {
    if (error != 0 && error != 1) {
      throw new IllegalArgumentException("an error must be 0 or 1: " + error);
    }
    count++;
    rate += (error - rate) / count;
    double deviation = Math.sqrt(rate * (1 - rate) / count);
    if (count < config.leastValues()) {
      return Signal.NONE;
    }
    if (rate + deviation <= leastRate + leastDeviation) {
      leastRate = rate;
      leastDeviation = deviation;
    }
    return judge(rate + deviation);
  }

  private Signal judge(double statistic) {
    tested(statistic, leastRate + config.drift() * leastDeviation);
    if (statistic > threshold()) {
      clear();
      return Signal.DRIFT;
    }
    boolean warns = statistic > leastRate + config.warning() * leastDeviation;
    return warns ? Signal.WARNING : Signal.NONE;
  }

  @Override
  public boolean isRising() {
    return true;
  }

  @Override
  void clear() {
    count = 0;
    rate = 0;
    leastRate = Double.POSITIVE_INFINITY;
    leastDeviation = 0;
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    out.writeDouble(rate);
    out.writeDouble(leastRate);
    out.writeDouble(leastDeviation);
  }

  @Override
  void read(DataInput in) throws IOException {
    count = State.readCount(in);
    rate = State.readBetween(0, 1, in);
    leastRate = State.readBetween(0, Double.POSITIVE_INFINITY, in);
    leastDeviation = State.readBetween(0, 1, in);
  }
}

package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The test of Page and Hinkley for a rise of the mean (Page 1954; for streams Mouss, Mouss, Mouss
 * and Sefouhi 2004): the values' excess over their running mean and a tolerance is summed up, an
 * old excess may fade, and a drift is told when the sum passes a threshold. Constant memory.
 *
 * <p>In the papers the sum counts from its least value on. In MOA it does not: while nothing
 * changes, the tolerance makes it ever more negative, which spares false alarms and delays the
 * right ones. Both are here; {@link PageHinkleyConfig#fromLeast} chooses.
 *
 * <p>The statistic is that sum, in the unit of the values. After a drift all is forgotten.
 */
public final class PageHinkley extends DriftDetector {

  private final PageHinkleyConfig config;
  private long count;
  private double mean;
  private double excess;

  PageHinkley(PageHinkleyConfig config) {
    super("page-hinkley");
    this.config = config;
  }

  @Override
  Signal see(double value) {
    count++;
    mean += (value - mean) / count;
    excess = config.fading() * excess + (value - mean - config.tolerance());
    if (config.fromLeast()) {
      excess = Math.max(0, excess);
    }
    tested(excess, config.threshold());
    if (count < config.leastValues() || excess <= config.threshold()) {
      return Signal.NONE;
    }
    clear();
    return Signal.DRIFT;
  }

  @Override
  public boolean isRising() {
    return true;
  }

  @Override
  void clear() {
    count = 0;
    mean = 0;
    excess = 0;
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    out.writeDouble(mean);
    out.writeDouble(excess);
  }

  @Override
  void read(DataInput in) throws IOException {
    count = State.readCount(in);
    mean = State.readBetween(-2 * LARGEST, 2 * LARGEST, in);
    excess = State.readFinite(in);
  }
}

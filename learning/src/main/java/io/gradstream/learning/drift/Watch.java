package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MalformedRecordException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * One detector on one thing, with the means that its detections tell. Adwin knows its own; for the
 * others it is the mean of all values since the last detection and that of about the last {@value
 * #RECENT}. Not thread safe.
 */
final class Watch {

  private static final int RECENT = 50; // values

  private final String watched;
  private final DriftDetector detector;
  private long count; // values since the last detection
  private double mean;
  private double recent;

  Watch(String watched, DriftDetector detector) {
    this.watched = watched;
    this.detector = detector;
  }

  /**
   * @param at number of the example
   */
  Optional<Detection> see(long at, double value) {
    if (!(Math.abs(value) <= DriftDetector.LARGEST)) {
      detector.add(value); // which counts it
      return Optional.empty();
    }
    follow(value);
    return detector instanceof Adwin adwin ? see(at, value, adwin) : seeByMeans(at, value);
  }

  private void follow(double value) {
    count++;
    mean += (value - mean) / count;
    recent += (value - recent) / Math.min(count, RECENT);
  }

  private Optional<Detection> seeByMeans(long at, double value) {
    if (detector.add(value) != Signal.DRIFT) {
      return Optional.empty();
    }
    Detection detection = detection(at, mean, recent, 0);
    count = 0;
    return Optional.of(detection);
  }

  private Optional<Detection> see(long at, double value, Adwin adwin) {
    long width = adwin.width() + 1;
    double sum = adwin.mean() * adwin.width() + value;
    if (adwin.add(value) != Signal.DRIFT) {
      return Optional.empty();
    }
    double dropped = (sum - adwin.mean() * adwin.width()) / (width - adwin.width());
    return Optional.of(detection(at, dropped, adwin.mean(), adwin.width()));
  }

  private Detection detection(long at, double before, double after, long since) {
    return new Detection(
        at,
        detector.name(),
        watched,
        detector.isRising(),
        detector.statistic(),
        detector.threshold(),
        before,
        after,
        since);
  }

  void clear() {
    detector.reset();
    count = 0;
    mean = 0;
    recent = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    out.writeDouble(mean);
    out.writeDouble(recent);
    Compact.writeBytes(detector.state(), out);
  }

  void read(DataInput in) throws IOException {
    count = State.readCount(in);
    mean = State.readBetween(-2 * DriftDetector.LARGEST, 2 * DriftDetector.LARGEST, in);
    recent = State.readBetween(-2 * DriftDetector.LARGEST, 2 * DriftDetector.LARGEST, in);
    try {
      detector.restore(Compact.readBytes(in));
    } catch (MalformedRecordException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

package io.gradstream.learning.alarms;

import io.gradstream.model.targets.Threshold;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How unusual a learner's errors are beside those of before, and which of them are alarms: a stated
 * share of all, over time.
 *
 * <p>An error is as unusual as it is rare times how far it stands out: {@code log10(T) ln(1 + error
 * / norm)}, where T counts the events since one at least as wrong ({@link Records}), and the norm
 * is that of the last errors with exponent 4, which is of the large ones among them. Of errors in
 * any order, as likely as any other, one has a T of n or more with the probability 1 / n, whatever
 * their distribution is; the second factor tells those that are hardly larger than what is common
 * from those that are. In a run of large errors the first is rare, and those after it are not.
 *
 * <p>A {@link Threshold} on this keeps alarms at their rate. The score that is told is {@code u /
 * (1 + u)} of it, in [0, 1). The first {@value #NEW} errors are those of a learner that is new and
 * count for nothing; before {@value #FIRST} more there is no evidence. State of one owner, not
 * thread safe.
 */
public final class Alarms {

  /** Measures: events that were judged, and those of them that were alarms. */
  public static final String JUDGED = "alarms.judged";

  public static final String RAISED = "alarms.raised";

  private static final int NEW = 50; // errors of a learner that is new
  private static final int FIRST = 50; // errors behind them before any is scored
  private static final int MEMORY = 10_000; // errors of the norm
  private static final double USUAL = 2; // norms, of an error that is as rare as an alarm

  private final double rate; // share of the events that are to be alarms
  private final Records records = new Records();
  private long judged;
  private long raised;
  private int met; // errors, up to NEW
  private int known; // errors behind them, up to MEMORY
  private double fourth; // mean of the errors' fourth powers
  private double threshold;
  private BiConsumer<Position, Anomaly> listener = (position, anomaly) -> {};

  /**
   * @param rate share of the events that are to be alarms, above 0 and below 1
   */
  public Alarms(double rate) {
    this.rate = rate;
    startAnew();
  }

  /** No error is known. */
  public void startAnew() {
    records.clear();
    judged = 0;
    raised = 0;
    met = 0;
    known = 0;
    fourth = 0;
    threshold = unusual(1 / rate, USUAL);
  }

  /** Becomes as another, whose rate may have been another one: the threshold follows. */
  public void takeOver(Alarms other) {
    records.copy(other.records);
    judged = other.judged;
    raised = other.raised;
    met = other.met;
    known = other.known;
    fourth = other.fourth;
    threshold = other.threshold;
  }

  /**
   * What an event is that an answer was so wrong on. Read-only.
   *
   * @param error at least 0; looked at as a float, as answers are; not finite: it tells nothing
   */
  public Anomaly judge(double error) {
    double seen = (float) error;
    if (known < FIRST || !Double.isFinite(seen)) {
      return Anomaly.NONE;
    }
    double unusual = unusual(seen);
    return new Anomaly(unusual / (1 + unusual), unusual > threshold);
  }

  /** Tells of each event that is judged from now on as its error is learned. */
  public void listen(BiConsumer<Position, Anomaly> told) {
    listener = told;
  }

  /**
   * The error on an event becomes known, which is judged first.
   *
   * @param position of the event
   */
  public void learn(Position position, double error) {
    listener.accept(position, learned(error));
  }

  private Anomaly learned(double error) {
    Anomaly anomaly = judge(error);
    double seen = (float) error;
    if (!Double.isFinite(seen)) {
      return anomaly;
    }
    if (met < NEW) {
      met++;
      return anomaly;
    }
    if (known >= FIRST) {
      judged++;
      raised += anomaly.isAlarm() ? 1 : 0;
      threshold = Threshold.moved(threshold, anomaly.isAlarm(), rate);
    }
    known = Math.min(known + 1, MEMORY);
    double square = seen * seen;
    fourth += (square * square - fourth) / known;
    records.add(seen);
    return anomaly;
  }

  private double unusual(double error) {
    double norm = Math.sqrt(Math.sqrt(fourth));
    double ratio = error == 0 ? 0 : error / norm; // which may be infinite
    return unusual(records.since(error), ratio);
  }

  private static double unusual(double since, double ratio) {
    return Math.min(Threshold.FARTHEST, StrictMath.log10(since) * StrictMath.log1p(ratio));
  }

  /** Events that were judged, how many of them were alarms, that share, the score beyond which. */
  public List<Measure> measures() {
    return List.of(
        new Measure(JUDGED, judged),
        new Measure(RAISED, raised),
        new Measure("alarms.rate", judged == 0 ? 0 : raised / (double) judged),
        new Measure("alarms.threshold", Math.max(0, threshold) / (1 + Math.max(0, threshold))));
  }

  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(judged, out);
    Compact.writeUnsigned(raised, out);
    Compact.writeUnsigned(met, out);
    Compact.writeUnsigned(known, out);
    out.writeDouble(fourth);
    out.writeDouble(threshold);
    records.write(out);
  }

  public void read(DataInput in) throws IOException {
    judged = Compact.readUnsigned(in);
    raised = Compact.readUnsigned(in);
    met = Compact.readCount(NEW, in);
    known = Compact.readCount(MEMORY, in);
    fourth = in.readDouble();
    threshold = in.readDouble();
    if (judged < 0 || raised < 0 || raised > judged) {
      throw new IOException("alarms must be in 0..%d: %d".formatted(judged, raised));
    }
    if (!(fourth >= 0 && fourth < Double.POSITIVE_INFINITY) || !Double.isFinite(threshold)) {
      throw new IOException(
          "norm and threshold must be finite: %s, %s".formatted(fourth, threshold));
    }
    records.read(in);
  }
}

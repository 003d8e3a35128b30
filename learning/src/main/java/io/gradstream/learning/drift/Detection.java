package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * That something is no longer what it was, and how it was found out.
 *
 * @param at number of the example at which it was found, from 1
 * @param detector what found it, for instance {@code adwin}
 * @param watched what it was found in, for instance {@code error}
 * @param rising whether it went up
 * @param statistic what passed the threshold; which quantity it is, the detector says
 * @param before mean of what is watched before the change
 * @param after mean since
 * @param since examples since the change, as far as the detector knows; 0 where it does not
 */
public record Detection(
    long at,
    String detector,
    String watched,
    boolean rising,
    double statistic,
    double threshold,
    double before,
    double after,
    long since) {

  /** What a monitor calls the learner's error. */
  public static final String ERROR = "error";

  public boolean isOfError() {
    return watched.equals(ERROR);
  }

  /** For the log. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s on %s at %d: %.4g above %.4g, mean %.4g before and %.4g since",
        detector,
        watched,
        at,
        statistic,
        threshold,
        before,
        after);
  }

  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(at, out);
    Compact.writeText(detector, out);
    Compact.writeText(watched, out);
    out.writeBoolean(rising);
    out.writeDouble(statistic);
    out.writeDouble(threshold);
    out.writeDouble(before);
    out.writeDouble(after);
    Compact.writeUnsigned(since, out);
  }

  public static Detection read(DataInput in) throws IOException {
    return new Detection(
        State.readCount(in),
        Compact.readText(in),
        Compact.readText(in),
        in.readBoolean(),
        State.readFinite(in),
        State.readFinite(in),
        State.readFinite(in),
        State.readFinite(in),
        State.readCount(in));
  }
}

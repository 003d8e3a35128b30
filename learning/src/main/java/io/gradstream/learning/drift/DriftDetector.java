package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Tells when a stream of values is no longer what it was. Same settings, same values, same signals:
 * nothing depends on a clock or on hidden randomness. Memory is bounded. Not thread safe.
 *
 * <p>A value that cannot be used (NaN, infinite, or of a size above {@value #LARGEST}, whose square
 * would soon overflow) is counted and otherwise ignored: a learner that explodes must not blind its
 * detectors too.
 *
 * <p>After {@link Signal#DRIFT} a detector goes on by itself in the way its paper says; the
 * statistic that led to it stays readable until the next value.
 */
public abstract class DriftDetector {

  /** The largest size of a value that is used. */
  public static final double LARGEST = 1e100;

  private static final int FORMAT = 1;

  private final String name;
  private long ignored;
  private double statistic;
  private double threshold = Double.POSITIVE_INFINITY;

  /**
   * @param name of the kind of detector; stands in its bytes
   */
  DriftDetector(String name) {
    this.name = name;
  }

  /** Name of the kind of detector. */
  public final String name() {
    return name;
  }

  /**
   * Sees one value more.
   *
   * @return what is to be said now; {@link Signal#NONE} for a value that is ignored
   */
  public final Signal add(double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      ignored++;
      return Signal.NONE;
    }
    return see(value);
  }

  abstract Signal see(double value);

  /** Number of values that could not be used. */
  public final long ignored() {
    return ignored;
  }

  /**
   * What was compared with {@link #threshold()} when a value was last tested; which quantity it is,
   * the detector says. 0 before the first test.
   */
  public final double statistic() {
    return statistic;
  }

  /** Above it the statistic means drift; infinite before the first test. */
  public final double threshold() {
    return threshold;
  }

  final void tested(double statistic, double threshold) {
    this.statistic = statistic;
    this.threshold = threshold;
  }

  /**
   * Whether the last drift was towards greater values. Always true of detectors that look for those
   * only.
   */
  public abstract boolean isRising();

  /** Forgets everything: as new. */
  public final void reset() {
    ignored = 0;
    tested(0, Double.POSITIVE_INFINITY);
    clear();
  }

  abstract void clear();

  /** The whole state in a versioned form; the settings are no part of it. */
  public final byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      Compact.writeText(name, out);
      Compact.writeUnsigned(ignored, out);
      out.writeDouble(statistic);
      out.writeDouble(threshold);
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Goes on from what {@link #state} wrote, bit for bit.
   *
   * @throws MalformedRecordException if these are not the bytes of such a detector; it is as new
   *     then
   */
  public final void restore(byte[] state) {
    reset();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    try {
      readAll(in);
    } catch (IOException e) {
      reset();
      String reason = e instanceof EOFException ? "they end early" : e.getMessage();
      throw new MalformedRecordException(
          "these are not the bytes of the drift detector %s: %s".formatted(name, reason), e);
    }
  }

  private void readAll(DataInputStream in) throws IOException {
    Compact.requireFormat(FORMAT, "the drift detector", in);
    String written = Compact.readText(in);
    if (!written.equals(name)) {
      throw new IOException("they are of the detector " + written);
    }
    ignored = State.readCount(in);
    statistic = State.readFinite(in);
    threshold = State.readBetween(0, Double.POSITIVE_INFINITY, in);
    read(in);
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes are left over");
    }
  }

  /** Everything but what this class writes. */
  abstract void write(DataOutput out) throws IOException;

  /** Replaces a state that was just cleared. */
  abstract void read(DataInput in) throws IOException;
}

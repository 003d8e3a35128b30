package io.gradstream.features.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a number that is a time counts, since 1970-01-01T00:00Z. Written by name. */
public enum EpochUnit {
  /** As databases' connectors count dates. */
  DAYS(86_400_000_000_000L),
  /** Unix time, possibly with a fraction. */
  SECONDS(1_000_000_000L),
  MILLIS(1_000_000L),
  MICROS(1_000L),
  NANOS(1L);

  private static final long NANOS_PER_MILLI = 1_000_000L;

  /** 2004-11-09 in seconds: times that are made up often begin with a round number before it. */
  private static final long LIKELY_SECONDS = 1_100_000_000L;

  /** 2099-12-04 in seconds. */
  private static final long LAST_LIKELY_SECONDS = 4_100_000_000L;

  private final long nanos;

  EpochUnit(long nanos) {
    this.nanos = nanos;
  }

  /** Epoch milliseconds, rounded down; those that no long holds become the largest that does. */
  public long toMillis(long value) {
    if (nanos <= NANOS_PER_MILLI) {
      return Math.floorDiv(value, NANOS_PER_MILLI / nanos);
    }
    long most = Long.MAX_VALUE / (nanos / NANOS_PER_MILLI);
    return Math.max(-most, Math.min(most, value)) * (nanos / NANOS_PER_MILLI);
  }

  /** The same of a number with a fraction, of which microseconds count. */
  long toMillis(double value) {
    if (value == Math.rint(value)) {
      return toMillis((long) value);
    }
    long micros = Math.round(value * (nanos / 1_000.0));
    return Math.floorDiv(micros, 1_000L);
  }

  /** The number that stands for a time; a fraction of the unit is lost. */
  public long ofMillis(long millis) {
    return nanos <= NANOS_PER_MILLI
        ? millis * (NANOS_PER_MILLI / nanos)
        : Math.floorDiv(millis, nanos / NANOS_PER_MILLI);
  }

  /** The same with its fraction. */
  public double ofMillisExactly(long millis) {
    return nanos <= NANOS_PER_MILLI ? ofMillis(millis) : millis / (nanos / 1e6);
  }

  /** The unit, other than milliseconds, in which the number is a time of 2005 to 2099. */
  public static Optional<EpochUnit> likely(double value) {
    return Arrays.stream(values())
        .filter(unit -> unit != MILLIS)
        .filter(unit -> isOfToday(value * (unit.nanos / 1e9)))
        .findFirst();
  }

  private static boolean isOfToday(double seconds) {
    return seconds >= LIKELY_SECONDS && seconds <= LAST_LIKELY_SECONDS;
  }

  /** As specs write it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.gradstream.features.declared;

import io.gradstream.features.event.FieldRules;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a whole number stands for a time, as a schema declares it: the one place of these rules,
 * whatever the records are written in.
 *
 * @param unitsPerMilli 1 for milliseconds, 1000 for microseconds, 0 for days
 * @param local in the event schema's zone rather than in UTC
 * @param ofDay of no date: the first day of 1970 stands for it
 */
public record DeclaredTime(long unitsPerMilli, boolean local, boolean ofDay) {

  private static final DeclaredTime MILLIS = new DeclaredTime(1, false);
  private static final DeclaredTime MICROS = new DeclaredTime(1_000, false);
  private static final DeclaredTime NANOS = new DeclaredTime(1_000_000, false);
  private static final DeclaredTime DATE = new DeclaredTime(0, true);
  private static final DeclaredTime MILLIS_OF_DAY = new DeclaredTime(1, true, true);
  private static final DeclaredTime MICROS_OF_DAY = new DeclaredTime(1_000, true, true);
  private static final DeclaredTime NANOS_OF_DAY = new DeclaredTime(1_000_000, true, true);
  private static final long DAYS = 0;
  private static final long DAY = 86_400_000L;

  private DeclaredTime(long unitsPerMilli, boolean local) {
    this(unitsPerMilli, local, false);
  }

  /** By Avro's logical type; empty for one that is no time. */
  public static Optional<DeclaredTime> ofLogicalType(String logicalType) {
    return Optional.ofNullable(
        switch (logicalType) {
          case "timestamp-millis" -> MILLIS;
          case "timestamp-micros" -> MICROS;
          case "timestamp-nanos" -> NANOS;
          case "local-timestamp-millis" -> new DeclaredTime(1, true);
          case "local-timestamp-micros" -> new DeclaredTime(1_000, true);
          case "local-timestamp-nanos" -> new DeclaredTime(1_000_000, true);
          case "date" -> DATE;
          case "time-millis" -> MILLIS_OF_DAY;
          case "time-micros" -> MICROS_OF_DAY;
          default -> null;
        });
  }

  /** By the name that Kafka Connect or Debezium gives its type; empty for one that is no time. */
  public static Optional<DeclaredTime> ofConnect(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "org.apache.kafka.connect.data.Timestamp", "io.debezium.time.Timestamp" -> MILLIS;
          case "io.debezium.time.MicroTimestamp" -> MICROS;
          case "io.debezium.time.NanoTimestamp" -> NANOS;
          case "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" -> DATE;
          case "org.apache.kafka.connect.data.Time", "io.debezium.time.Time" -> MILLIS_OF_DAY;
          case "io.debezium.time.MicroTime" -> MICROS_OF_DAY;
          case "io.debezium.time.NanoTime" -> NANOS_OF_DAY;
          default -> null;
        });
  }

  /** Epoch milliseconds, rounded down. */
  public long toEpochMillis(long value, ZoneId zone) {
    long millis =
        unitsPerMilli == DAYS ? saturated(value) * DAY : Math.floorDiv(value, unitsPerMilli);
    // Far outside the times an event may have, where the calendar may not follow.
    boolean absurd = millis < FieldRules.FIRST_YEAR - DAY || millis > FieldRules.LAST_YEAR + DAY;
    return local && !absurd ? localToEpoch(millis, zone) : millis;
  }

  /** The whole number that stands for a time. */
  public long fromEpochMillis(long time, ZoneId zone) {
    long millis =
        local
            ? time + zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * 1000L
            : time;
    return unitsPerMilli == DAYS ? Math.floorDiv(millis, DAY) : millis * unitsPerMilli;
  }

  private static long saturated(long days) {
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, days));
  }

  private static long localToEpoch(long millis, ZoneId zone) {
    long seconds = Math.floorDiv(millis, 1000L);
    int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000;
    return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }
}

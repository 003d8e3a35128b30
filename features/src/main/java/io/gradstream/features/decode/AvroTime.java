package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldRules;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * How an Avro whole number stands for a time.
 *
 * @param unitsPerMilli 1 for milliseconds, 1000 for microseconds, 0 for days
 * @param local in the event schema's zone rather than in UTC
 * @param ofDay of no date: the first day of 1970 stands for it
 */
record AvroTime(long unitsPerMilli, boolean local, boolean ofDay) {

  private static final AvroTime MILLIS = new AvroTime(1, false);
  private static final AvroTime MICROS = new AvroTime(1_000, false);
  private static final AvroTime NANOS = new AvroTime(1_000_000, false);
  private static final AvroTime DATE = new AvroTime(0, true);
  private static final AvroTime MILLIS_OF_DAY = new AvroTime(1, true, true);
  private static final AvroTime MICROS_OF_DAY = new AvroTime(1_000, true, true);
  private static final AvroTime NANOS_OF_DAY = new AvroTime(1_000_000, true, true);
  private static final long DAYS = 0;
  private static final long DAY = 86_400_000L;

  private AvroTime(long unitsPerMilli, boolean local) {
    this(unitsPerMilli, local, false);
  }

  /**
   * What a schema says of its whole numbers, by its logical type or by the name that Kafka Connect
   * or Debezium gave its type; null for nothing that is known.
   */
  static AvroTime declaredBy(Schema schema) {
    String logical = schema.getProp("logicalType");
    AvroTime known = logical == null ? null : named(logical);
    String connect = schema.getProp(AvroValue.CONNECT_NAME);
    return known != null || connect == null ? known : ofConnect(connect);
  }

  /** Why whole numbers of a type may not be what is expected of a time; empty for no doubt. */
  static Optional<String> doubt(Schema schema, EventField field) {
    boolean isInt = schema.getType() == Schema.Type.INT;
    if (!isInt && schema.getType() != Schema.Type.LONG) {
      return Optional.empty();
    }
    AvroTime time = declaredBy(schema);
    if (time != null) {
      return time.ofDay && field.required()
          ? Optional.of("a time of day, without a date: " + schema)
          : Optional.empty();
    }
    if (field.unit().isPresent()) {
      return Optional.empty();
    }
    String logical = schema.getProp("logicalType");
    String unknown = logical != null ? logical : schema.getProp(AvroValue.CONNECT_NAME);
    if (unknown != null) {
      return Optional.of("%s, which is not known as a time".formatted(unknown));
    }
    return isInt
        ? Optional.of("an int, which holds no time of today in milliseconds")
        : Optional.empty();
  }

  private static AvroTime named(String logicalType) {
    return switch (logicalType) {
      case "timestamp-millis" -> MILLIS;
      case "timestamp-micros" -> MICROS;
      case "timestamp-nanos" -> NANOS;
      case "local-timestamp-millis" -> new AvroTime(1, true);
      case "local-timestamp-micros" -> new AvroTime(1_000, true);
      case "local-timestamp-nanos" -> new AvroTime(1_000_000, true);
      case "date" -> DATE;
      case "time-millis" -> MILLIS_OF_DAY;
      case "time-micros" -> MICROS_OF_DAY;
      default -> null;
    };
  }

  private static AvroTime ofConnect(String name) {
    return switch (name) {
      case "org.apache.kafka.connect.data.Timestamp", "io.debezium.time.Timestamp" -> MILLIS;
      case "io.debezium.time.MicroTimestamp" -> MICROS;
      case "io.debezium.time.NanoTimestamp" -> NANOS;
      case "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" -> DATE;
      case "org.apache.kafka.connect.data.Time", "io.debezium.time.Time" -> MILLIS_OF_DAY;
      case "io.debezium.time.MicroTime" -> MICROS_OF_DAY;
      case "io.debezium.time.NanoTime" -> NANOS_OF_DAY;
      default -> null;
    };
  }

  /** Epoch milliseconds, rounded down. */
  long toEpochMillis(long value, ZoneId zone) {
    long millis =
        unitsPerMilli == DAYS ? saturated(value) * DAY : Math.floorDiv(value, unitsPerMilli);
    // Far outside the times an event may have, where the calendar may not follow.
    boolean absurd = millis < FieldRules.FIRST_YEAR - DAY || millis > FieldRules.LAST_YEAR + DAY;
    return local && !absurd ? localToEpoch(millis, zone) : millis;
  }

  /** The whole number that stands for a time. */
  long fromEpochMillis(long time, ZoneId zone) {
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

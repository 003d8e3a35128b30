package io.gradstream.features.decode;

import io.gradstream.features.event.FieldRules;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.avro.Schema;

/**
 * How an Avro whole number stands for a time.
 *
 * @param unitsPerMilli 1 for milliseconds, 1000 for microseconds, 0 for days
 * @param local in the event schema's zone rather than in UTC
 */
record AvroTime(long unitsPerMilli, boolean local) {

  private static final AvroTime MILLIS = new AvroTime(1, false);
  private static final long DAYS = 0;
  private static final long DAY = 86_400_000L;

  /** The logical type of a schema, or of the first branch of a union that has one; else null. */
  static AvroTime declaredBy(Schema schema) {
    if (schema.isUnion()) {
      return schema.getTypes().stream()
          .map(AvroTime::declaredBy)
          .filter(time -> time != null)
          .findFirst()
          .orElse(null);
    }
    String logical = schema.getProp("logicalType");
    return logical == null ? null : named(logical);
  }

  /** A whole number without logical type is epoch milliseconds. */
  static AvroTime orMillis(AvroTime time) {
    return time == null ? MILLIS : time;
  }

  private static AvroTime named(String logicalType) {
    return switch (logicalType) {
      case "timestamp-millis" -> MILLIS;
      case "timestamp-micros" -> new AvroTime(1_000, false);
      case "timestamp-nanos" -> new AvroTime(1_000_000, false);
      case "local-timestamp-millis" -> new AvroTime(1, true);
      case "local-timestamp-micros" -> new AvroTime(1_000, true);
      case "local-timestamp-nanos" -> new AvroTime(1_000_000, true);
      case "date" -> new AvroTime(DAYS, true);
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

package io.gradstream.sql;

import io.gradstream.features.declared.DeclaredTime;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.FieldType;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The kinds of SQL types, as the rules of an event's fields tell them apart: which fields each may
 * fill, and how.
 */
enum SqlKind {
  TRUTH(EnumSet.of(FieldType.BOOLEAN)),
  WHOLE_NUMBER(EnumSet.complementOf(EnumSet.of(FieldType.NUMBERS))),
  FRACTION(EnumSet.complementOf(EnumSet.of(FieldType.NUMBERS, FieldType.TEXT))),
  TEXT(EnumSet.allOf(FieldType.class)),
  DATE(EnumSet.of(FieldType.TIME, FieldType.NUMBER, FieldType.TEXT)),
  LOCAL_TIME(DATE.fills),
  INSTANT(DATE.fills),
  BYTES(EnumSet.of(FieldType.NUMBERS)),
  ARRAY(BYTES.fills),
  OTHER(EnumSet.noneOf(FieldType.class));

  private static final DeclaredTime LOCAL_MILLIS = declared("local-timestamp-millis");
  private static final DeclaredTime DAYS = declared("date");

  private final Set<FieldType> fills;

  SqlKind(Set<FieldType> fills) {
    this.fills = fills;
  }

  private static DeclaredTime declared(String logicalType) {
    return DeclaredTime.ofLogicalType(logicalType).orElseThrow();
  }

  static SqlKind of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> TRUTH;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> WHOLE_NUMBER;
      case DECIMAL -> ((DecimalType) type).getScale() == 0 ? WHOLE_NUMBER : FRACTION;
      case FLOAT, DOUBLE -> FRACTION;
      case CHAR, VARCHAR -> TEXT;
      case DATE -> DATE;
      case TIMESTAMP_WITHOUT_TIME_ZONE -> LOCAL_TIME;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> INSTANT;
      case BINARY, VARBINARY -> BYTES;
      case ARRAY -> Elements.of((ArrayType) type).isPresent() ? ARRAY : OTHER;
      default -> OTHER;
    };
  }

  boolean fills(FieldType field) {
    return fills.contains(field);
  }

  /** The type to declare for a field, the one to prefer. */
  static String preferred(FieldType field, boolean isOfFiles) {
    return switch (field) {
      case NUMBER -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TEXT -> "STRING";
      case TIME -> "TIMESTAMP_LTZ(3)";
      case NUMBERS -> isOfFiles ? "BYTES" : "ARRAY<FLOAT>";
    };
  }

  /**
   * Sets a field to a value that is there. Flink 2.2 hands over what the table has, which need not
   * be what the model declares: whatever it lets pass for a type is read as what it is.
   *
   * @param value as Flink's planner holds it
   * @param zone of times without one
   */
  void set(Object value, EventBuilder event, int field, ZoneId zone) {
    if (value instanceof DecimalData decimal) {
      event.set(field, number(decimal));
    } else if (value instanceof TimestampData time) {
      event.setTime(
          field,
          this == INSTANT
              ? time.getMillisecond()
              : LOCAL_MILLIS.toEpochMillis(time.getMillisecond(), zone));
    } else if (this == DATE && value instanceof Integer days) {
      event.setTime(field, DAYS.toEpochMillis(days, zone));
    } else if (value instanceof byte[] || value instanceof Number || value instanceof Boolean) {
      event.set(field, value);
    } else {
      event.set(field, value.toString()); // StringData
    }
  }

  /** Digits name something where there is no fraction. */
  private static Number number(DecimalData decimal) {
    return decimal.scale() == 0
        ? decimal.toBigDecimal().toBigInteger()
        : (Number) decimal.toBigDecimal().doubleValue();
  }
}

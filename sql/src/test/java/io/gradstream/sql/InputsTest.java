package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value of each SQL type, and what an event has of it. */
class InputsTest {

  private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
  private static final LocalDateTime IN_CHICAGO = LocalDateTime.parse("2026-01-01T06:00:00");
  private static final long MIDNIGHT = Instant.parse("2026-01-01T06:00:00Z").toEpochMilli();
  private static final List<String> FIELDS =
      List.of("paidAt", "amount", "country", "abroad", "pixels");

  /** Field, type, value as the planner holds it, value of the event. */
  static Stream<Arguments> values() {
    LogicalType text = VarCharType.STRING_TYPE;
    LogicalType instant = new LocalZonedTimestampType(3);
    LogicalType local = new TimestampType(3);
    LogicalType cents = new DecimalType(10, 2);
    return Stream.of(
        Arguments.of("amount", new TinyIntType(), (byte) -3, -3.0),
        Arguments.of("amount", new SmallIntType(), (short) 300, 300.0),
        Arguments.of("amount", new IntType(), 70_000, 70_000.0),
        Arguments.of("amount", new BigIntType(), 1L << 40, (double) (1L << 40)),
        Arguments.of("amount", new FloatType(), 27.1f, (double) 27.1f),
        Arguments.of("amount", new DoubleType(), 27.1, 27.1),
        Arguments.of("amount", cents, decimal("27.10", 2), 27.1),
        Arguments.of("amount", text, text("27.10"), 27.1),
        Arguments.of("amount", instant, TimestampData.fromEpochMillis(NOON), (double) NOON),
        Arguments.of("abroad", new BooleanType(), true, true),
        Arguments.of("abroad", new IntType(), 1, true),
        Arguments.of("abroad", new DoubleType(), 0.0, false),
        Arguments.of("abroad", text, text("false"), false),
        Arguments.of("country", text, text("IT"), "IT"),
        Arguments.of("country", new CharType(2), text("IT"), "IT"),
        Arguments.of("country", new BigIntType(), 39L, "39"),
        Arguments.of(
            "country",
            new DecimalType(20, 0),
            decimal("12345678901234567890", 0),
            "12345678901234567890"),
        Arguments.of("paidAt", instant, TimestampData.fromEpochMillis(NOON, 999_999), NOON),
        Arguments.of("paidAt", local, TimestampData.fromLocalDateTime(IN_CHICAGO), NOON),
        Arguments.of("paidAt", new DateType(), days("2026-01-01"), MIDNIGHT),
        Arguments.of("paidAt", new DateType(), TimestampData.fromLocalDateTime(IN_CHICAGO), NOON),
        Arguments.of("paidAt", new BigIntType(), NOON, NOON),
        Arguments.of("paidAt", text, text("2026-01-01 06:00:00"), NOON),
        Arguments.of("pixels", arrayOf(new FloatType()), array(1f, 2f, 3f, 4f), pixels()),
        Arguments.of("pixels", arrayOf(new DoubleType()), array(1.0, 2.0, 3.0, 4.0), pixels()),
        Arguments.of("pixels", arrayOf(new IntType()), array(1, 2, 3, 4), pixels()),
        Arguments.of("pixels", arrayOf(new BigIntType()), array(1L, 2L, 3L, 4L), pixels()),
        Arguments.of(
            "pixels",
            arrayOf(new SmallIntType()),
            array((short) 1, (short) 2, (short) 3, (short) 4),
            pixels()),
        Arguments.of(
            "pixels",
            arrayOf(new TinyIntType()),
            array((byte) 1, (byte) 2, (byte) 3, (byte) 4),
            pixels()),
        Arguments.of("pixels", new VarBinaryType(), new byte[] {1, 2, 3, 4}, pixels()),
        Arguments.of("pixels", text, text("AQIDBA=="), pixels()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsReadByTheRulesOfEvents(String field, LogicalType type, Object value, Object read) {
    assertThat(new Inputs(List.of(new SqlColumn(field, type))).mistakes(Payments.spec()))
        .noneMatch(mistake -> mistake.contains("column '%s' must".formatted(field)));
    assertThat(event(field, type, value))
        .isInstanceOfSatisfying(
            Decoded.Good.class,
            good -> {
              assertThat(good.event()).isEqualTo(with(field, read));
              assertThat(good.setAside()).isEmpty();
            });
  }

  /** Values that break a rule are missing, as in training, where the field may be. */
  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("amount", new DoubleType(), Double.NaN),
        Arguments.of("amount", VarCharType.STRING_TYPE, text("much")),
        Arguments.of("abroad", new IntType(), 2),
        Arguments.of("country", VarCharType.STRING_TYPE, decimal("1.5", 1)), // of the table
        Arguments.of("pixels", arrayOf(new FloatType()), array(1f, null, 3f, 4f)),
        Arguments.of("pixels", arrayOf(new FloatType()), array(1f, 2f)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aValueThatBreaksARuleIsMissing(String field, LogicalType type, Object value) {
    assertThat(event(field, type, value))
        .isInstanceOfSatisfying(
            Decoded.Good.class,
            good -> {
              assertThat(good.event()).isEqualTo(with(field, null));
              assertThat(good.setAside()).hasSize(1);
            });
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of("amount", new BooleanType()),
        Arguments.of("amount", new VarBinaryType()),
        Arguments.of("amount", arrayOf(new DoubleType())),
        Arguments.of("abroad", new DateType()),
        Arguments.of("country", new BooleanType()),
        Arguments.of("country", new FloatType()),
        Arguments.of("country", new DoubleType()),
        Arguments.of("country", new DecimalType(3, 1)),
        Arguments.of("paidAt", new BooleanType()),
        Arguments.of("paidAt", new TimeType()),
        Arguments.of("pixels", new DoubleType()),
        Arguments.of("pixels", arrayOf(VarCharType.STRING_TYPE)));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void aTypeThatNeverFitsIsNamed(String field, LogicalType type) {
    assertThat(new Inputs(List.of(new SqlColumn(field, type))).mistakes(Payments.spec()))
        .anyMatch(
            mistake ->
                mistake.startsWith("INPUT column '%s' must be ".formatted(field))
                    && mistake.endsWith(
                        "it is %s; CAST what the table has".formatted(type.asSummaryString())));
  }

  /** Read beside a time, which every payment has. */
  private static Decoded event(String field, LogicalType type, Object value) {
    List<SqlColumn> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (!field.equals("paidAt")) {
      columns.add(new SqlColumn("paidAt", new BigIntType()));
      values.add(NOON);
    }
    columns.add(new SqlColumn(field, type));
    values.add(value);
    return new Inputs(columns).reader(Payments.spec()).read(GenericRowData.of(values.toArray()));
  }

  private static Event with(String field, Object value) {
    Object[] values = {null, NOON, null, null, null, null};
    values[1 + FIELDS.indexOf(field)] = value;
    return Event.of(values);
  }

  private static float[] pixels() {
    return new float[] {1, 2, 3, 4};
  }

  private static ArrayType arrayOf(LogicalType element) {
    return new ArrayType(element);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }

  private static StringData text(String value) {
    return StringData.fromString(value);
  }

  private static DecimalData decimal(String value, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), 20, scale);
  }

  private static int days(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}

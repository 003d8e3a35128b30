package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.FieldRules;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFeatureTest {

  private static final String UTC = "UTC";
  private static final String NEW_YORK = "America/New_York";

  @ParameterizedTest
  @ValueSource(
      strings = {UTC, NEW_YORK, "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "+05:45"})
  void calendarAgreesWithJavaTime(String zone) {
    LocalCalendar calendar = new LocalCalendar(ZoneId.of(zone));
    Random random = new Random(1);
    long time = 0;
    for (int i = 0; i < 50_000; i++) {
      time =
          i % 50 == 0 ? random.nextLong(FieldRules.LATEST_TIME) : time + random.nextInt(7_200_000);
      assertAgrees(calendar, time, ZoneId.of(zone));
    }
  }

  @Test
  void calendarAgreesAroundEveryClockChange() {
    ZoneId zone = ZoneId.of(NEW_YORK);
    LocalCalendar calendar = new LocalCalendar(zone);
    Instant change = Instant.parse("2000-01-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      change = zone.getRules().nextTransition(change).getInstant();
      for (long step : new long[] {-3_600_000, -1, 0, 1, 3_600_000, -1, 0}) {
        assertAgrees(calendar, change.toEpochMilli() + step, zone);
      }
    }
  }

  @Test
  void timeOfDayIsACircleAndALine() {
    assertThat(encode(UTC, TimePart.TIME_OF_DAY, "2001-01-01T00:00:00Z"))
        .containsExactly(0, 1, 0, 1, -1);
    assertThat(encode(UTC, TimePart.TIME_OF_DAY, "2001-01-01T06:00:00Z"))
        .containsExactly(new float[] {1, 0, 0, -1, -0.5f}, within(1e-7f));
    assertThat(encode(UTC, TimePart.TIME_OF_DAY, "2001-01-01T18:00:00Z"))
        .containsExactly(new float[] {-1, 0, 0, -1, 0.5f}, within(1e-7f));
  }

  @Test
  void timeOfDayIsLocal() {
    assertThat(encode(NEW_YORK, TimePart.TIME_OF_DAY, "2001-01-01T05:00:00Z"))
        .containsExactly(0, 1, 0, 1, -1); // winter: UTC-5
    assertThat(encode(NEW_YORK, TimePart.TIME_OF_DAY, "2001-07-01T04:00:00Z"))
        .containsExactly(0, 1, 0, 1, -1); // summer: UTC-4
  }

  @Test
  void dayOfWeekStartsOnMonday() {
    assertThat(encode(UTC, TimePart.DAY_OF_WEEK, "2001-01-01T12:00:00Z"))
        .containsExactly(1, 0, 0, 0, 0, 0, 0);
    assertThat(encode(NEW_YORK, TimePart.DAY_OF_WEEK, "2001-01-01T04:59:59Z"))
        .containsExactly(0, 0, 0, 0, 0, 0, 1); // still Sunday there
  }

  @Test
  void dayOfYearIsACircle() {
    assertThat(encode(UTC, TimePart.DAY_OF_YEAR, "2001-01-01T23:00:00Z")).containsExactly(0, 1);
    assertThat(encode(UTC, TimePart.DAY_OF_YEAR, "2001-12-31T00:00:00Z"))
        .containsExactly(new float[] {-0.0172134f, 0.9998518f}, within(1e-6f));
  }

  @Test
  void monthStartsInJanuary() {
    assertThat(encode(UTC, TimePart.MONTH, "2001-12-31T23:59:59Z"))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void partsStandOneAfterAnother() {
    TimeFeature feature =
        new TimeFeature("t", 0, List.of(TimePart.MONTH, TimePart.TIME_OF_DAY), ZoneId.of(UTC));
    float[] dense = new float[17];
    feature.encode(Event.of(0L), dense, 0);
    assertThat(dense).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, -1);
    assertThat(feature.columns())
        .hasSize(17)
        .startsWith("t.month.1")
        .endsWith("t.timeOfDay.linear");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingTimeIsAllZero(TimePart part) {
    TimeFeature feature = new TimeFeature("t", 0, List.of(part), ZoneId.of(UTC));
    float[] dense = new float[feature.columns().size()];
    Arrays.fill(dense, 9);
    feature.encode(Event.of(new Object[] {null}), dense, 0);
    assertThat(dense).containsOnly(0);
  }

  private static float[] encode(String zone, TimePart part, String time) {
    TimeFeature feature = new TimeFeature("t", 0, List.of(part), ZoneId.of(zone));
    float[] dense = new float[feature.columns().size()];
    feature.encode(Event.of(Instant.parse(time).toEpochMilli()), dense, 0);
    return dense;
  }

  private static void assertAgrees(LocalCalendar calendar, long time, ZoneId zone) {
    ZonedDateTime expected = Instant.ofEpochMilli(time).atZone(zone);
    calendar.moveTo(time);
    boolean agrees =
        calendar.month() + 1 == expected.getMonthValue()
            && calendar.dayOfWeek() + 1 == expected.getDayOfWeek().getValue()
            && calendar.fractionOfDay() == expected.toLocalTime().toNanoOfDay() / 86_400e9
            && calendar.fractionOfYear()
                == (expected.getDayOfYear() - 1.0) / expected.toLocalDate().lengthOfYear();
    assertThat(agrees).as("%s in %s", expected, zone).isTrue();
  }
}

package io.gradstream.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-01T08:00:00Z",
        "2024-03-01T08:00Z",
        "2024-03-01t08:00:00z",
        "2024-03-01 08:00:00+00", // Postgres
        "2024-03-01 08:00:00+0000", // Python's %z
        "2024-03-01T09:00:00+01:00",
        "2024-03-01T09:30:00+013000",
        "2024-03-01 08:00:00 UTC", // BigQuery
        "2024-03-01 08:00:00 GMT",
        "2024-03-01 08:00:00 +00:00",
        "2024-03-01 08:00:00.000000 UTC",
        "2024-03-01T08:00:00,000Z",
        "20240301T080000Z",
        "20240301T0800Z",
        "20240301T080000.000+0000",
        "2024/03/01 08:00:00Z",
        "2024-03-01 8:00Z",
        "2024-03-01T08:00:00Z ",
        " 2024-03-01T08:00:00Z",
        "2024-03-01T09:00:00", // there
        "2024-03-01 09:00",
        "2024-03-01T09:00:00+01:00[Europe/Berlin]",
        "2024-03-01T09:00:00[Europe/Berlin]",
        "2024-03-01 03:00:00 America/New_York",
      })
  void aTimeIsReadAsPeopleWriteIt(String text) {
    assertThat(TimeText.toEpochMillis(text, BERLIN))
        .isEqualTo(Instant.parse("2024-03-01T08:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2016-12-31T23:59:60.5Z, 2017-01-01T00:00:00.500Z",
    "2024-02-28T24:00:00Z, 2024-02-29T00:00:00Z",
    "2024-02-28T24:00Z, 2024-02-29T00:00:00Z",
    "2024-03-01, 2024-02-29T23:00:00Z",
    "2024/03/01, 2024-02-29T23:00:00Z",
    "2024-03-01T08:00:00.123456789Z, 2024-03-01T08:00:00.123Z",
    "'2024-03-01T08:00:00,5Z', 2024-03-01T08:00:00.500Z",
    "2024-03-31T02:30:00, 2024-03-31T01:30:00Z", // skipped there
    "2024-10-27T02:30:00, 2024-10-27T00:30:00Z", // twice there
    "1955-05-05, 1955-05-04T23:00:00Z",
    "9999-12-31, 9999-12-30T23:00:00Z",
  })
  void whatIsSpecialAboutIt(String text, Instant time) {
    assertThat(TimeText.toEpochMillis(text, BERLIN)).isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-03",
        "2024-3-1",
        "20240301", // a number
        "01/03/2024",
        "2024-02-30",
        "2024-13-01",
        "2024-03-01T25:00",
        "2024-03-01T24:01",
        "2024-03-01T08:60",
        "2024-03-01T08:00:61Z",
        "2024-03-01T08",
        "2024-03-01T08:00:00+99:00",
        "2024-03-01T08:00:00 Nowhere/Else",
        "2024-03-01T08:00:00X",
        "2024/03-01",
        "noon",
        "+999999999-12-31T23:59:59Z",
        "12345678901-01-01",
      })
  void otherTextIsNone(String text) {
    assertThat(TimeText.toEpochMillis(text, BERLIN)).isNull();
  }
}

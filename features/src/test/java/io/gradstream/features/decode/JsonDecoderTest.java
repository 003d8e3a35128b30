package io.gradstream.features.decode;

import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("n", FieldType.NUMBER, false),
              new EventField("b", FieldType.BOOLEAN, false),
              new EventField("s", FieldType.TEXT, false),
              new EventField("t", FieldType.TIME, false),
              new EventField("a", FieldType.NUMBERS, false)),
          ZoneId.of("America/New_York"));

  private final EventDecoder decoder = EventDecoders.json(SCHEMA);

  @Test
  void usageExample() {
    assertThat(
            decode(
                """
                {"n": 1.5, "b": true, "s": "x", "t": 1000, "other": [1, {"n": 2}]}
                """))
        .isEqualTo(new Decoded.Good(Event.of(1.5, true, "x", 1000L, null)));
  }

  @Test
  void unnamedFieldsAreSkippedWhateverTheyHold() {
    assertThat(decode("{\"o\": {\"n\": 1, \"a\": [[{}], \"]\"]}, \"n\": 2, \"o\": null}"))
        .isEqualTo(new Decoded.Good(Event.of(2.0, null, null, null, null)));
  }

  @Test
  void aWholeNumberIsText() {
    assertThat(good("{\"s\": 12}").text(2)).isEqualTo("12");
    assertThat(good("{\"s\": -0}").text(2)).isEqualTo("0");
    assertThat(good("{\"s\": 123456789012345678901234567890}").text(2))
        .isEqualTo("123456789012345678901234567890");
  }

  @Test
  void aWholeNumberIsANumber() {
    assertThat(good("{\"n\": 12}").number(0)).isEqualTo(12.0);
    assertThat(good("{\"n\": 1e3}").number(0)).isEqualTo(1000.0);
  }

  @Test
  void oneAndZeroAreTrueAndFalse() {
    assertThat(good("{\"b\": 1}").flag(1)).isTrue();
    assertThat(good("{\"b\": 0}").flag(1)).isFalse();
    assertThat(good("{\"b\": 1.0}").flag(1)).isTrue();
    assertThat(good("{\"b\": -0.0}").flag(1)).isFalse();
  }

  @Test
  void bytesAreBase64TextWithOrWithoutItsName() {
    assertThat(good("{\"a\": \"yAc=\"}").value(4)).isEqualTo(new float[] {200, 7});
    assertThat(good("{\"a\": \"base64:yAc=\"}").value(4)).isEqualTo(new float[] {200, 7});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n | \"1x\" | text '1x'",
        "n | true | boolean true",
        "n | {} | an object",
        "n | [1] | an array",
        "b | 2 | number 2",
        "b | 0.5 | number 0.5",
        "b | \"yes\" | text 'yes'",
        "s | 1.5 | number 1.5",
        "s | false | boolean false",
        "s | {\"a\": 1} | an object",
        "t | true | boolean true",
        "t | \"soon\" | text 'soon'",
        "t | 1.5 | number 1.5",
        "t | [] | an array",
        "a | 1 | number 1",
        "a | true | boolean true",
        "a | {} | an object",
        "a | \"1 2\" | text '1 2'",
        "a | [1, \"2\"] | an array with '2'",
        "a | [null] | an array with 'null'",
        "a | [[true]] | an array with 'true'",
        "a | [1, {\"a\": 1}] | an array with '{'",
      })
  void anotherTypeIsNamed(String field, String value, String found) {
    Decoded decoded = decode("{\"" + field + "\": " + value + "}");
    assertBad(decoded, Reason.WRONG_TYPE, field);
    assertThat(DecoderContractTest.broken(decoded).message())
        .startsWith(field + " must be ")
        .endsWith("found " + found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "-1e999"})
  void numbersAreFinite(String number) {
    assertBad(decode("{\"n\": " + number + "}"), Reason.NOT_FINITE, "n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1e14", "9223372036854775807", "99999999999999999999999", "-1e300", "1e300"})
  void absurdTimesAreOutOfRange(String time) {
    assertBad(decode("{\"t\": " + time + "}"), Reason.OUT_OF_RANGE, "t");
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-01T00:00:00Z, 978307200000",
    "2001-01-01T01:00:00+01:00, 978307200000",
    "2001-01-01T00:00:00.250Z, 978307200250",
    "2000-12-31T19:00:00, 978307200000",
    "2000-12-31 19:00, 978307200000",
    "2000-12-31 19:00:00, 978307200000",
    "2000-12-31 19:00:00.250, 978307200250",
    "2001-01-01 00:00:00Z, 978307200000",
    "2001-01-01T01:00+01:00[Europe/Berlin], 978307200000",
    "2001-01-01, 978325200000",
    "2001-07-01, 993960000000",
  })
  void timesMayBeText(String text, long time) {
    assertThat(good("{\"t\": \"" + text + "\"}").time(3)).isEqualTo(time);
  }

  @Test
  void aTimeMayBeAWholeNumberWrittenWithAFraction() {
    assertThat(good("{\"t\": 978307200000.0}").time(3)).isEqualTo(978_307_200_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "2001-04-01T02:30, 2001-04-01T07:30:00Z", // skipped by the clock: an hour on
    "2001-10-28T01:30, 2001-10-28T05:30:00Z", // comes twice: the first
  })
  void localTimesAroundAClockChangeMeanOneMoment(String local, String moment) {
    assertThat(good("{\"t\": \"" + local + "\"}").time(3))
        .isEqualTo(Instant.parse(moment).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001-02-30",
        "2001-1-1",
        "01/02/2001",
        "2001-01-01T25:00",
        "2001-01-01T00:00+99:00",
        "978 ms"
      })
  void otherTextIsNoTime(String text) {
    assertBad(decode("{\"t\": \"" + text + "\"}"), Reason.WRONG_TYPE, "t");
  }

  @Test
  void aTimeOutsideTheCalendarIsOutOfRangeHoweverWritten() {
    assertBad(decode("{\"t\": \"-0001-12-31T23:59:59Z\"}"), Reason.OUT_OF_RANGE, "t");
    assertBad(decode("{\"t\": \"+999999999-12-31T23:59:59Z\"}"), Reason.WRONG_TYPE, "t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, -2.5, 1e3] | 1 -2.5 1000",
        "[[1, 2], [3, 4]] | 1 2 3 4",
        "[[[1], [2]], 3, []] | 1 2 3",
        "[123456789012345678] | 123456789012345678",
        "[] | ''",
        "\"AP+A\" | 0 255 128",
        "\"AP8=\" | 0 255",
        "\"AP8\" | 0 255",
        "\"\" | ''",
      })
  void anArrayIsOfNumbersOrBase64(String value, String numbers) {
    float[] expected = new float[numbers.isEmpty() ? 0 : numbers.split(" ").length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.parseFloat(numbers.split(" ")[i]);
    }
    assertThat(good("{\"a\": " + value + ", \"b\": true}"))
        .isEqualTo(Event.of(null, true, null, null, expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e39", "-1e999"})
  void numbersOfAnArrayAreFiniteAsFloats(String number) {
    assertBad(decode("{\"a\": [0, " + number + "]}"), Reason.NOT_FINITE, "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AB=C", "A B=", "__8=", "é"})
  void otherTextIsNoBase64(String text) {
    assertBad(decode("{\"a\": \"" + text + "\"}"), Reason.WRONG_TYPE, "a");
  }

  @Test
  void anArrayIsAsDeepAsJsonMayBe() {
    String deep = "{\"a\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}";
    assertBad(decode(deep), Reason.MALFORMED, "");
    assertThat(good("{\"a\": " + "[".repeat(60) + "7" + "]".repeat(60) + "}").numbers(4))
        .containsExactly(7);
  }

  @Test
  void aNamedFieldTwiceIsMalformed() {
    assertBad(decode("{\"n\": 1, \"n\": 1}"), Reason.MALFORMED, "n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[{\"n\": 1}]",
        "12",
        "\"n\"",
        "{",
        "{\"n\"",
        "{\"n\":",
        "{\"n\": 1",
        "{\"n\": 1,}",
        "{'n': 1}",
        "{n: 1}",
        "{\"n\": 01}",
        "{\"n\": 1} {\"n\": 2}",
        "{\"n\": 1}]",
        "{\"x\": [1, 2}",
        "hello"
      })
  void anythingButOneObjectIsMalformed(String text) {
    assertBad(decode(text), Reason.MALFORMED, "");
  }

  @Test
  void nestingHasALimit() {
    String deep = "{\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertBad(decode(deep), Reason.MALFORMED, "");
  }

  @Test
  void aNumberOfAMillionDigitsIsMalformed() {
    assertBad(decode("{\"n\": " + "1".repeat(1_000_000) + "}"), Reason.MALFORMED, "");
  }

  @Test
  void bytesThatAreNoUtf8AreMalformed() {
    byte[] bytes = "{\"s\": \"??\"}".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xC3;
    bytes[8] = (byte) 0x28;
    assertBad(decoder.decode(bytes, null), Reason.MALFORMED, "");
  }

  @Test
  void aMessageQuotesOnlyTheStartOfALongText() {
    Decoded.Bad bad = DecoderContractTest.broken(decode("{\"n\": \"" + "x".repeat(3000) + "\"}"));
    assertThat(bad.message()).hasSizeLessThan(100);
  }

  private Decoded decode(String json) {
    return decoder.decode(json.getBytes(StandardCharsets.UTF_8), null);
  }

  private Event good(String json) {
    Decoded decoded = decode(json);
    assertThat(decoded).isInstanceOf(Decoded.Good.class);
    return ((Decoded.Good) decoded).event();
  }
}

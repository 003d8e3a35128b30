package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format owes: the same rules, and never an exception. */
public class DecoderContractTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("id", FieldType.TEXT, true),
              new EventField("distance", FieldType.NUMBER, false),
              new EventField("delayed", FieldType.BOOLEAN, false),
              new EventField("scheduled", FieldType.TIME, false)),
          ZoneId.of("America/New_York"));

  private static final String AVRO =
      """
      {"type": "record", "name": "Flight", "fields": [
        {"name": "id", "type": ["null", "string"]},
        {"name": "distance", "type": ["null", "double"]},
        {"name": "delayed", "type": ["boolean", "null"]},
        {"name": "scheduled", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]}]}
      """;

  private static final Event FLIGHT = Event.of("77", 595.5, true, 978_307_200_000L);

  private record Subject(String name, EventWriter writer, EventDecoder decoder) {

    byte[] write(Object... values) {
      return writer.write(SCHEMA, Event.of(values));
    }

    Decoded decode(byte[] value) {
      return decoder.decode(value, null);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> formats() {
    return Stream.of(
        new Subject("json", EventWriters.json(), EventDecoders.json(SCHEMA)),
        new Subject("avro", EventWriters.avro(AVRO), EventDecoders.avro(SCHEMA, AVRO)),
        new Subject(
            "confluentAvro",
            EventWriters.confluentAvro(AVRO, 7),
            EventDecoders.confluentAvro(SCHEMA, AVRO, SchemaRegistry.of(Map.of(7, AVRO)))));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsReadBack(Subject subject) {
    byte[] written = subject.writer().write(SCHEMA, FLIGHT);
    assertThat(subject.decode(written)).isEqualTo(new Decoded.Good(FLIGHT));
    assertThat(subject.decode(written)).as("again").isEqualTo(new Decoded.Good(FLIGHT));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void nullIsMissing(Subject subject) {
    assertThat(subject.decode(subject.write("77", null, null, null)))
        .isEqualTo(new Decoded.Good(Event.of("77", null, null, null)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aRequiredFieldMustBeThere(Subject subject) {
    assertBad(subject.decode(subject.write(null, 1.0, true, 0L)), Reason.MISSING_FIELD, "id");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void numbersAreWithinReason(Subject subject) {
    assertThat(subject.decode(subject.write("77", -1e18, null, null)))
        .isInstanceOf(Decoded.Good.class);
    for (double absurd : new double[] {1.01e18, -1.01e18, Double.MAX_VALUE}) {
      byte[] written = subject.write("77", absurd, null, null);
      assertBad(subject.decode(written), Reason.OUT_OF_RANGE, "distance");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aTimeThatMayBeMissingIsInOneOfTheYears1To9999(Subject subject) {
    long first = FieldRules.FIRST_YEAR;
    long end = FieldRules.LAST_YEAR;
    for (long time : new long[] {first, -1, FieldRules.LATEST_TIME, end - 1}) {
      assertThat(subject.decode(subject.write("77", null, null, time)))
          .isEqualTo(new Decoded.Good(Event.of("77", null, null, time)));
    }
    for (long absurd : new long[] {first - 1, end, Long.MIN_VALUE, Long.MAX_VALUE}) {
      byte[] written = subject.write("77", null, null, absurd);
      assertBad(subject.decode(written), Reason.OUT_OF_RANGE, "scheduled");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatMayBeMissingIsSetAsideAndTheOthersAreRead(Subject subject) {
    byte[] written = subject.write("77", 2e18, true, Long.MAX_VALUE);
    Decoded.Good good = (Decoded.Good) subject.decode(written);
    assertThat(good.event()).isEqualTo(Event.of("77", null, true, null));
    assertThat(good.setAside())
        .extracting(Decoded.Bad::field)
        .containsExactlyInAnyOrder("distance", "scheduled");
    assertThat(subject.decode(subject.write("77", 2.0, true, 0L)))
        .as("the next one")
        .isEqualTo(new Decoded.Good(Event.of("77", 2.0, true, 0L)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatMustBeThereCostsTheEvent(Subject subject) {
    byte[] written = subject.write("x".repeat(5000), 2e18, true, 0L);
    assertThat(subject.decode(written)).isInstanceOf(Decoded.Bad.class);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void textHasAtMost4096Characters(Subject subject) {
    assertThat(subject.decode(subject.write("é".repeat(4096), null, null, null)))
        .isInstanceOf(Decoded.Good.class);
    byte[] written = subject.write("é".repeat(4097), null, null, null);
    assertBad(subject.decode(written), Reason.OUT_OF_RANGE, "id");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noValueIsNoEventAndNoFault(Subject subject) {
    assertThat(subject.decode(null)).isEqualTo(new Decoded.Empty());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noByteIsMalformed(Subject subject) {
    assertBad(subject.decode(new byte[0]), Reason.MALFORMED, "");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aRecordOfTenMegabytesIsTooLarge(Subject subject) {
    assertBad(subject.decode(new byte[10 << 20]), Reason.TOO_LARGE, "");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyTruncationIsMalformed(Subject subject) {
    byte[] whole = subject.writer().write(SCHEMA, FLIGHT);
    for (int length = 0; length < whole.length; length++) {
      assertBad(subject.decode(Arrays.copyOf(whole, length)), Reason.MALFORMED, "");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whateverFollowsTheRecordIsMalformed(Subject subject) {
    byte[] whole = subject.writer().write(SCHEMA, FLIGHT);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    longer[whole.length] = 'x';
    assertBad(subject.decode(longer), Reason.MALFORMED, "");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noBytesMakeADecoderThrow(Subject subject) {
    Random random = new Random(11);
    byte[] whole = subject.writer().write(SCHEMA, FLIGHT);
    int bad = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = round % 2 == 0 ? noise(random) : mutated(whole, random);
      bad += subject.decode(bytes) instanceof Decoded.Bad ? 1 : 0;
    }
    assertThat(bad).isGreaterThan(5_000);
    assertThat(subject.decode(whole)).as("still sound").isEqualTo(new Decoded.Good(FLIGHT));
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Asserts what broke a rule, whether it cost the event or was set aside. */
  public static void assertBad(Decoded decoded, Reason reason, String field) {
    Decoded.Bad bad = broken(decoded);
    assertThat(bad.reason()).as(bad.message()).isEqualTo(reason);
    assertThat(bad.field()).as(bad.message()).isEqualTo(field);
    assertThat(bad.message()).isNotBlank();
  }

  /** The record, or the one value that was set aside. */
  public static Decoded.Bad broken(Decoded decoded) {
    if (decoded instanceof Decoded.Good good) {
      assertThat(good.setAside()).hasSize(1);
      return good.setAside().get(0);
    }
    return (Decoded.Bad) decoded;
  }
}

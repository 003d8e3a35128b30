package io.gradstream.features.decode;

import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format owes to arrays of numbers. */
class ArrayContractTest {

  private static final int LENGTH = 3;

  private static final String AVRO =
      """
      {"type": "record", "name": "Event", "fields": [
        {"name": "a", "type": ["null", {"type": "array", "items": "float"}]}]}
      """;

  private record Subject(String name, EventWriter writer, Decoding decoding) {

    byte[] write(float... numbers) {
      return writer.write(schema(0), Event.owning(new Object[] {numbers}));
    }

    Decoded decode(byte[] value) {
      return decode(value, 0);
    }

    Decoded decode(byte[] value, int length) {
      return decoding.of(schema(length)).decode(value, null);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Decoding {
    EventDecoder of(EventSchema schema);
  }

  static Stream<Subject> formats() {
    return Stream.of(
        new Subject("json", EventWriters.json(), EventDecoders::json),
        new Subject("avro", EventWriters.avro(AVRO), schema -> EventDecoders.avro(schema, AVRO)),
        new Subject(
            "confluentAvro",
            EventWriters.confluentAvro(AVRO, 7),
            schema ->
                EventDecoders.confluentAvro(schema, AVRO, SchemaRegistry.of(Map.of(7, AVRO)))),
        new Subject(
            "cells",
            (schema, event) -> event.text(0).replaceAll("[\\[\\],]", " ").getBytes(),
            schema ->
                (value, header) -> new EventBuilder(schema).setCell(0, new String(value)).build()));
  }

  /** The formats that have a record's frame. */
  static Stream<Subject> records() {
    return formats().filter(subject -> !subject.name().equals("cells"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsReadBackToTheBit(Subject subject) {
    float[] numbers = {0.1f, -3, 255, 1e-40f, -1e18f, 16777217f, 1f / 3, -0.0f};
    assertThat(subject.decode(subject.write(numbers))).isEqualTo(good(numbers));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFloatIsReadBackToTheBit(Subject subject) {
    float[] numbers = new float[20_000];
    Random random = new Random(1);
    for (int i = 0; i < numbers.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      numbers[i] = Math.abs(any) <= 1e18 ? any : i;
    }
    assertThat(subject.decode(subject.write(numbers))).isEqualTo(good(numbers));
  }

  @ParameterizedTest
  @MethodSource("records")
  void anArrayMayBeEmptyAndIsThenNotMissing(Subject subject) {
    assertThat(subject.decode(subject.write())).isEqualTo(good());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aLengthOnceDeclaredIsKept(Subject subject) {
    assertThat(subject.decode(subject.write(1, 2, 3), LENGTH)).isEqualTo(good(1, 2, 3));
    for (float[] wrong : new float[][] {{1, 2}, {1, 2, 3, 4}, new float[100]}) {
      Decoded decoded = subject.decode(subject.write(wrong), LENGTH);
      assertBad(decoded, Reason.OUT_OF_RANGE, "a");
      assertThat(DecoderContractTest.broken(decoded).message())
          .isEqualTo("a must have 3 numbers: " + wrong.length);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void thereAreAtMostAMillionNumbers(Subject subject) {
    float[] most = new float[EventField.MOST_NUMBERS];
    assertThat(subject.decode(subject.write(most))).isEqualTo(good(most));
    byte[] more = subject.write(new float[EventField.MOST_NUMBERS + 1]);
    Reason reason =
        more.length > EventDecoders.MOST_BYTES && !subject.name().equals("cells")
            ? Reason.TOO_LARGE
            : Reason.OUT_OF_RANGE;
    assertBad(subject.decode(more), reason, reason == Reason.TOO_LARGE ? "" : "a");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void numbersAreFiniteAndWithinReason(Subject subject) {
    for (float absurd : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      byte[] written = subject.write(1, absurd);
      if (!subject.name().equals("json")) { // which writes them as text
        assertBad(subject.decode(written), Reason.NOT_FINITE, "a");
      }
    }
    assertBad(subject.decode(subject.write(1, -1.1e18f)), Reason.OUT_OF_RANGE, "a");
    assertBad(subject.decode(subject.write(Float.MAX_VALUE)), Reason.OUT_OF_RANGE, "a");
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyTruncationIsMalformed(Subject subject) {
    byte[] whole = subject.write(1, 2.5f, 300);
    for (int length = 0; length < whole.length; length++) {
      assertBad(subject.decode(Arrays.copyOf(whole, length)), Reason.MALFORMED, "");
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void aDecoderIsSoundAfterABadArray(Subject subject) {
    EventDecoder decoder = subject.decoding().of(schema(LENGTH));
    byte[] whole = subject.write(1, 2, 3);
    Random random = new Random(2);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      assertThat(decoder.decode(bytes, null)).isNotNull();
    }
    decoder.decode(subject.write(1, 2, 3, 4), null);
    assertThat(decoder.decode(whole, null)).isEqualTo(good(1, 2, 3));
  }

  private static Decoded good(float... numbers) {
    return new Decoded.Good(Event.owning(new Object[] {numbers}));
  }

  private static EventSchema schema(int length) {
    return new EventSchema(
        List.of(new EventField("a", FieldType.NUMBERS, false, length)), ZoneOffset.UTC);
  }
}

package io.gradstream.features.decode;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gradstream.features.decode.SchemaRegistry.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Whatever an Avro event holds, whatever schema it was written with, it is an event by the rules or
 * a dead letter.
 */
class AvroEventFuzzTest {

  /** Same names, other types; a field more; and all that Avro can nest, to be skipped. */
  private static final List<Schema> WRITERS =
      List.of(
          parse(FuzzedEvents.AVRO),
          parse(
              """
              {"type": "record", "name": "Old", "fields": [
                {"name": "text", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}},
                {"name": "number", "type": ["int", "long", "float"]},
                {"name": "time", "type": {"type": "int", "logicalType": "date"}},
                {"name": "two", "type": {"type": "fixed", "name": "F", "size": 2}},
                {"name": "any", "type": {"type": "array", "items": {"type": "array", "items": "int"}}}]}
              """),
          parse(
              """
              {"type": "record", "name": "New", "fields": [
                {"name": "list", "type": {"type": "record", "name": "Node", "fields": [
                  {"name": "next", "type": ["null", "Node"]},
                  {"name": "map", "type": {"type": "map", "values": ["null", "Node", "bytes"]}}]}},
                {"name": "nulls", "type": {"type": "array", "items": "null"}},
                {"name": "empty", "type": {"type": "array",
                  "items": {"type": "record", "name": "Empty", "fields": []}}},
                {"name": "number", "type": "long"},
                {"name": "time", "type": {"type": "long", "logicalType": "local-timestamp-nanos"}},
                {"name": "any", "type": "bytes"}]}
              """));

  private final FuzzedEvents events = new FuzzedEvents();
  private final EventDecoder decoder = confluent(AvroEventFuzzTest::writer);

  /**
   * @param input 0 and a framed value; 1, the length of a header, the header and a bare value; or
   *     the text of the writer's schema, a zero and a bare value
   */
  @FuzzTest
  @DictionaryEntries({
    "\"type\":",
    "\"name\":",
    "\"fields\":[",
    "\"items\":",
    "\"values\":",
    "\"default\":",
    "\"symbols\":[",
    "\"size\":",
    "\"aliases\":[",
    "\"logicalType\":",
    "\"record\"",
    "\"array\"",
    "\"map\"",
    "\"fixed\"",
    "\"enum\"",
    "\"bytes\"",
    "\"double\"",
    "\"string\"",
    "\"timestamp-micros\"",
    "\"decimal\"",
    "\"precision\":"
  })
  void isAnEventOrADeadLetter(byte[] input) {
    if (input.length > 1 && input[0] == 0) {
      events.check(decoder.decode(tail(input, 1), null));
    } else if (input.length > 1 && input[0] == 1) {
      int value = Math.min(input.length, 2 + (input[1] & 0x1f));
      events.check(decoder.decode(tail(input, value), Arrays.copyOfRange(input, 2, value)));
    } else {
      withItsSchema(input);
    }
  }

  private void withItsSchema(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != 0) {
      end++;
    }
    String text = new String(input, 0, end, StandardCharsets.UTF_8);
    byte[] header = {0, 0, 0, 0, 0};
    byte[] value = tail(input, Math.min(end + 1, input.length));
    events.check(confluent(id -> new Answer.Found(parse(text))).decode(value, header));
  }

  private static EventDecoder confluent(SchemaRegistry registry) {
    return EventDecoders.confluentAvro(FuzzedEvents.SCHEMA, FuzzedEvents.AVRO, registry);
  }

  private static Answer writer(int id) {
    return id >= 0 && id < WRITERS.size() ? new Answer.Found(WRITERS.get(id)) : Answer.unknown(id);
  }

  private static byte[] tail(byte[] input, int from) {
    return Arrays.copyOfRange(input, Math.min(from, input.length), input.length);
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }
}

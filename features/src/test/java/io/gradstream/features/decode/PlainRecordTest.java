package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That it reads the same is seen by every other test of Avro: they read flat records by it. */
class PlainRecordTest {

  private static final Schema READER =
      record("{'name': 'a', 'type': 'double'}, {'name': 'b', 'type': ['null', 'string']}");

  private static final EventSchema EVENT =
      new EventSchema(
          List.of(
              new EventField("a", FieldType.NUMBER, true),
              new EventField("b", FieldType.TEXT, false)),
          ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'a', 'type': 'double'}, {'name': 'b', 'type': ['null', 'string']}",
        "{'name': 'b', 'type': ['null', 'string']}, {'name': 'a', 'type': 'double'}",
        "{'name': 'x', 'type': ['null', 'bytes']}, {'name': 'a', 'type': 'double'},"
            + " {'name': 'b', 'type': ['null', 'string']}",
        "{'name': 'a', 'type': 'int'}, {'name': 'b', 'type': 'string'}"
      })
  void whatItsWriterWroteIsReadAsItIs(String fields) {
    assertThat(plain(record(fields))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'a', 'type': 'double'}, {'name': 'b', 'type': {'type': 'enum', 'name': 'E',"
            + " 'symbols': ['x']}}",
        "{'name': 'a', 'type': 'double'}, {'name': 'b', 'type': ['null', 'string']},"
            + " {'name': 'x', 'type': {'type': 'array', 'items': 'int'}}"
      })
  void whatHasToBeResolvedIsLeftToAvro(String fields) {
    assertThat(plain(record(fields))).isEmpty();
  }

  private static Optional<PlainRecord> plain(Schema writer) {
    AvroPruning.Part part = new AvroPruning(EVENT, Envelope.NONE, Set.of()).of(READER, writer);
    return PlainRecord.of(writer, part.schema(), part.reading());
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse(("{'type': 'record', 'name': 'R', 'fields': [" + fields + "]}").replace('\'', '"'));
  }
}

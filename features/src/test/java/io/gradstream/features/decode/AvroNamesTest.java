package io.gradstream.features.decode;

import static io.gradstream.features.decode.AvroRecords.named;
import static io.gradstream.features.decode.AvroRecords.resolved;
import static io.gradstream.features.decode.AvroRecords.schema;
import static io.gradstream.features.decode.AvroRecords.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Names of other writers, and names that registries hold and Avro refuses. */
class AvroNamesTest {

  private static final String AMOUNT = "{'name': 'amount', 'aliases': ['amt'], 'type': 'double'}";

  @Test
  void anAliasWorksWhateverTheRecordsName() throws IOException {
    String writer = named("com.old.Pay", "{'name': 'amt', 'type': 'double'}");
    assertThat(resolved(schema("amount NUMBER"), named("com.shop.Payment", AMOUNT), writer, 12.5))
        .isEqualTo(new Decoded.Good(Event.of(12.5)));
    assertThat(resolved(schema("amount NUMBER"), named("com.old.Pay", AMOUNT), writer, 12.5))
        .isEqualTo(new Decoded.Good(Event.of(12.5)));
  }

  @Test
  void theExactNameGoesBeforeAnAlias() throws IOException {
    String reader =
        named(
            "P",
            "{'name': 'a', 'type': 'double'}",
            "{'name': 'b', 'aliases': ['a'], 'type': 'double'}");
    assertThat(
            resolved(
                schema("a NUMBER", "b NUMBER"),
                reader,
                named("P", "{'name': 'a', 'type': 'double'}"),
                1.5))
        .isEqualTo(new Decoded.Good(Event.of(1.5, null)));
    assertThat(
            resolved(
                schema("a NUMBER", "b NUMBER"),
                reader,
                named("P", "{'name': 'b', 'type': 'double'}", "{'name': 'a', 'type': 'double'}"),
                2.5,
                1.5))
        .isEqualTo(new Decoded.Good(Event.of(1.5, 2.5)));
    assertThat(EventDecoders.avro(schema("b NUMBER"), reader).decode(write(reader, 1.5, 2.5), null))
        .isEqualTo(new Decoded.Good(Event.of(2.5)));
  }

  @Test
  void anAliasWorksWithinRecordsAndMaps() throws IOException {
    String reader =
        named(
            "R",
            "{'name': 'within', 'type': ['null', {'type': 'record', 'name': 'I', 'fields': [%s]}]}"
                .formatted(AMOUNT),
            "{'name': 'by', 'type': {'type': 'map', 'values': 'I'}}");
    String writer =
        named(
            "W",
            "{'name': 'within', 'type': ['null', {'type': 'record', 'name': 'J', 'fields': [{'name': 'amt', 'type': 'int'}]}]}",
            "{'name': 'by', 'type': {'type': 'map', 'values': 'J'}}");
    Schema inner = AvroSchemas.writer(writer).getField("within").schema().getTypes().get(1);
    GenericData.Record amount = new GenericData.Record(inner);
    amount.put("amt", 7);
    assertThat(
            resolved(
                schema("within.amount NUMBER", "by.x.amount NUMBER"),
                reader,
                writer,
                amount,
                Map.of("x", amount)))
        .isEqualTo(new Decoded.Good(Event.of(7.0, 7.0)));
  }

  @Test
  void aWritersNamesMayHaveAnySigns() throws IOException {
    String writer =
        named(
            "my-shop.Pay-Ment",
            "{'name': 'user-agent', 'type': 'string'}",
            "{'name': '1st', 'type': ['null', {'type': 'enum', 'name': 'a-b', 'symbols': ['X']}]}",
            "{'name': 'amount', 'type': 'double'}");
    assertThat(
            resolved(schema("amount NUMBER"), named("Payment", AMOUNT), writer, "curl", null, 12.5))
        .isEqualTo(new Decoded.Good(Event.of(12.5)));
    assertThat(
            resolved(
                schema("user-agent TEXT", "amount NUMBER"), writer, writer, "curl", null, 12.5))
        .as("and so may the reader's")
        .isEqualTo(new Decoded.Good(Event.of("curl", 12.5)));
  }

  @Test
  void aWritersDefaultsDoNotMatter() throws IOException {
    String writer =
        named(
            "P",
            "{'name': 'note', 'type': 'string', 'default': null}",
            "{'name': 'amount', 'type': 'double', 'default': 'none'}",
            "{'name': 'within', 'type': ['null', {'type': 'record', 'name': 'I', 'fields': [{'name': 'n', 'type': 'int', 'default': 'x'}]}]}");
    assertThat(resolved(schema("amount NUMBER"), named("P", AMOUNT), writer, "x", 12.5, null))
        .isEqualTo(new Decoded.Good(Event.of(12.5)));
  }

  @Test
  void aTypeThatHoldsItselfIsRenamedOnce() throws IOException {
    String reader = named("Node", AMOUNT, "{'name': 'next', 'type': ['null', 'Node']}");
    String writer =
        named(
            "other.Link",
            "{'name': 'amt', 'type': 'double'}",
            "{'name': 'next', 'type': ['null', 'other.Link']}");
    GenericData.Record last = new GenericData.Record(AvroSchemas.writer(writer));
    last.put("amt", 2.0);
    assertThat(resolved(schema("amount NUMBER", "next.amount NUMBER"), reader, writer, 1.0, last))
        .isEqualTo(new Decoded.Good(Event.of(1.0, 2.0)));
  }
}

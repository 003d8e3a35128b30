package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.TopicRecords;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowWriterTest {

  private static final EventSchema READ =
      new EventSchema(
          List.of(new EventField("pixels", FieldType.NUMBERS, true, 3)), ZoneOffset.UTC);

  private static final Decoded IMAGE =
      new Decoded.Good(Event.of((Object) new float[] {0, 255, 128}));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"bytes\"",
        "{\"type\": \"fixed\", \"name\": \"Image\", \"size\": 3}",
        "{\"type\": \"array\", \"items\": \"int\"}",
        "[\"null\", {\"type\": \"array\", \"items\": \"float\"}]"
      })
  void anArrayIsWrittenAsTheSchemaHasIt(String type) {
    StreamFormat format = avro(type);
    for (String cell : List.of("0 255 128", "base64:AP+A")) {
      byte[] written = new RowWriter(READ, format).write(row(cell, format));
      assertThat(
              EventDecoders.avro(READ, ((StreamFormat.PlainAvro) format).schema())
                  .decode(written, null))
          .isEqualTo(IMAGE);
    }
  }

  @Test
  void anArrayIsWrittenAsJsonsArray() {
    byte[] written =
        new RowWriter(READ, new StreamFormat.Json())
            .write(row("0;255;128", new StreamFormat.Json()));
    assertThat(EventDecoders.json(READ).decode(written, null)).isEqualTo(IMAGE);
  }

  @Test
  void anArrayTheSchemaHasNoRoomForIsNamed() {
    RowWriter writer = new RowWriter(READ, avro("\"bytes\""));
    Decoded row = row("0 256 128", avro("\"bytes\""));
    assertThatThrownBy(() -> writer.write(row))
        .isInstanceOf(BadRowException.class)
        .hasMessageContaining("field pixels of Avro type \"bytes\" cannot hold 3 numbers");
  }

  @Test
  void anArrayOfTextsIsText() {
    StreamFormat texts = avro("{\"type\": \"array\", \"items\": \"string\"}");
    RowWriter writer = new RowWriter(READ, texts);
    Decoded row = row("0 255 128", texts);
    assertThatThrownBy(() -> writer.write(row)).hasMessageContaining("cannot hold 0 255 128");
  }

  private static StreamFormat avro(String type) {
    return new StreamFormat.PlainAvro(
        "{\"type\": \"record\", \"name\": \"E\", \"fields\": [{\"name\": \"pixels\", \"type\": "
            + type
            + "}]}");
  }

  /** A cell, as a record of the format holds it. */
  private static Decoded row(String cell, StreamFormat format) {
    return new EventBuilder(RecordFormat.of(format, READ).schema()).setCell(0, cell).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "avro"})
  void pathsAreWrittenWithinRecordsAndReadBack(String format) {
    EventSchema read =
        new EventSchema(
            List.of(
                new EventField("at.zone", FieldType.TEXT, true),
                new EventField("at.tags.size", FieldType.NUMBER, false)),
            ZoneOffset.UTC);
    StreamFormat as = format.equals("json") ? new StreamFormat.Json() : NESTED;
    List<Decoded> decoded = new ArrayList<>();
    for (String[] cells : new String[][] {{"3", "1.5", "x"}, {null, "2", "y"}}) {
      EventSchema all = RecordFormat.of(as, read).schema();
      EventBuilder row = new EventBuilder(all);
      set(row, all.indexOf("at.tags.size"), cells[0]);
      set(row, all.indexOf("at.lat"), cells[1]);
      set(row, all.indexOf("at.zone"), cells[2]);
      byte[] written = new RowWriter(read, as).write(row.build());
      decoded.add(TopicRecords.decoder(as, read, 1000).decode(written, null));
    }
    assertThat(decoded)
        .containsExactly(
            new Decoded.Good(Event.of("x", 3.0)), new Decoded.Good(Event.of("y", null)));
  }

  private static void set(EventBuilder row, int field, String cell) {
    if (field >= 0) {
      row.setCell(field, cell);
    }
  }

  private static final StreamFormat NESTED =
      new StreamFormat.PlainAvro(
          """
          {"type": "record", "name": "Trip", "fields": [
            {"name": "at", "type": ["null", {"type": "record", "name": "Place", "fields": [
              {"name": "zone", "type": "string"},
              {"name": "lat", "type": "float"},
              {"name": "tags", "type": {"type": "map", "values": ["null", "double"]}},
              {"name": "within", "type": ["null", "Place"], "default": null}]}]},
            {"name": "other", "type": {"type": "map", "values": "string"}}]}
          """);
}

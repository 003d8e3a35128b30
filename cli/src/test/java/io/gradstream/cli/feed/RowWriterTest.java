package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowWriterTest {

  private static final EventSchema READ =
      new EventSchema(
          List.of(new EventField("pixels", FieldType.NUMBERS, true, 3)), ZoneOffset.UTC);

  private static final Decoded IMAGE =
      new Decoded.Good(Event.of((Object) new float[] {0, 255, 128}));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"bytes\"",
        "{\"type\": \"fixed\", \"name\": \"Image\", \"size\": 3}",
        "{\"type\": \"array\", \"items\": \"int\"}",
        "[\"null\", {\"type\": \"array\", \"items\": \"float\"}]"
      })
  void anArrayIsWrittenAsTheSchemaHasIt(String type) throws IOException {
    StreamFormat format = avro(type);
    for (String cell : List.of("0 255 128", "base64:AP+A")) {
      byte[] written = new RowWriter(READ, format).write(row(cell));
      assertThat(
              EventDecoders.avro(READ, ((StreamFormat.PlainAvro) format).schema())
                  .decode(written, null))
          .isEqualTo(IMAGE);
    }
  }

  @Test
  void anArrayIsWrittenAsJsonsArray() throws IOException {
    byte[] written = new RowWriter(READ, new StreamFormat.Json()).write(row("0;255;128"));
    assertThat(EventDecoders.json(READ).decode(written, null)).isEqualTo(IMAGE);
  }

  @Test
  void anArrayTheSchemaHasNoRoomForIsNamed() throws IOException {
    RowWriter writer = new RowWriter(READ, avro("\"bytes\""));
    CSVRecord row = row("0 256 128");
    assertThatThrownBy(() -> writer.write(row))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("field pixels of Avro type \"bytes\" cannot hold 3 numbers");
  }

  @Test
  void anArrayOfTextsIsText() throws IOException {
    RowWriter writer = new RowWriter(READ, avro("{\"type\": \"array\", \"items\": \"string\"}"));
    CSVRecord row = row("0 255 128");
    assertThatThrownBy(() -> writer.write(row)).hasMessageContaining("cannot hold 0 255 128");
  }

  private static StreamFormat avro(String type) {
    return new StreamFormat.PlainAvro(
        "{\"type\": \"record\", \"name\": \"E\", \"fields\": [{\"name\": \"pixels\", \"type\": "
            + type
            + "}]}");
  }

  private CSVRecord row(String cell) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), "pixels\n" + cell + "\n");
    try (DataFile data = DataFile.open(file)) {
      return data.iterator().next();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "avro"})
  void pathsAreWrittenWithinRecordsAndReadBack(String format) throws IOException {
    EventSchema read =
        new EventSchema(
            List.of(
                new EventField("at.zone", FieldType.TEXT, true),
                new EventField("at.tags.size", FieldType.NUMBER, false)),
            ZoneOffset.UTC);
    StreamFormat as = format.equals("json") ? new StreamFormat.Json() : NESTED;
    Path file =
        Files.writeString(
            folder.resolve("data.csv"), "at.tags.size,at.lat,at.zone\n3,1.5,x\n,2,y\n");
    List<Decoded> decoded = new ArrayList<>();
    try (DataFile data = DataFile.open(file)) {
      for (CSVRecord row : data) {
        byte[] written = new RowWriter(read, as).write(row);
        decoded.add(TopicRecords.decoder(as, read, 1000).decode(written, null));
      }
    }
    assertThat(decoded)
        .containsExactly(
            new Decoded.Good(Event.of("x", 3.0)), new Decoded.Good(Event.of("y", null)));
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

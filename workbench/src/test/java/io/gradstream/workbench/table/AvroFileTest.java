package io.gradstream.workbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFileTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "n", "type": "long"},
                {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "in", "type": {"type": "map", "values": "string"}}]}
              """);

  @TempDir private Path folder;

  private Path write(String codec, int records) throws IOException {
    Path file = folder.resolve(codec + records + ".avro");
    try (DataFileWriter<Object> out = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      out.setCodec(CodecFactory.fromString(codec));
      out.create(SCHEMA, file.toFile());
      for (int i = 0; i < records; i++) {
        GenericData.Record record = new GenericData.Record(SCHEMA);
        record.put("n", (long) i);
        record.put("price", ByteBuffer.wrap(new byte[] {1, (byte) (i % 100)}));
        record.put("at", 1_709_280_000_000_000L + i);
        record.put("in", Map.of("zone", "z" + i % 3));
        out.append(record);
      }
    }
    return file;
  }

  private static List<JsonNode> all(AvroFile file) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode one = file.next(); one != null; one = file.next()) {
      all.add(one);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate"})
  void recordsAreObjectsAndTheSchemaSaysWhatTheyMean(String codec) throws IOException {
    InputFile file = InputFile.of(write(codec, 5_000));
    assertThat(AvroFile.is(file)).isTrue();
    try (AvroFile avro = AvroFile.open(file)) {
      assertThat(avro.declared().of("price").orElseThrow().scale()).contains(2);
      assertThat(avro.declared().of("at").orElseThrow().time()).isPresent();
      assertThat(avro.declared().of("none")).isEmpty();
      List<JsonNode> all = all(avro);
      assertThat(all).hasSize(5_000);
      assertThat(all.get(7).toString())
          .isEqualTo(
              "{\"n\":7,\"price\":\"AQc=\",\"at\":1709280000000007,\"in\":{\"zone\":\"z1\"}}");
    }
    try (AvroFile avro = AvroFile.sample(file)) {
      RecordTable table = new RecordTable(avro.first(10), avro.declared());
      assertThat(table.read().cells()).containsExactly("0", "2.56", "2024-03-01T08:00:00Z", "z0");
      assertThat(table.columns().stream().map(Table.Column::name))
          .containsExactly("n", "price", "at", "in.zone");
    }
  }

  @Test
  void aPipeGivesItsHeadAgain() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] bytes = Files.readAllBytes(write("null", 20_000));
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, bytes);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    InputFile file = InputFile.of(pipe);
    assertThat(AvroFile.is(file)).isTrue();
    try (AvroFile sample = AvroFile.sample(file)) {
      assertThat(sample.first(3)).hasSize(3);
    }
    assertThat(AvroFile.is(file)).isTrue();
    try (AvroFile whole = AvroFile.open(file)) {
      assertThat(all(whole)).hasSize(20_000);
    }
    writer.join();
  }

  @Test
  void whatCannotBeReadIsToldWithItsPlace() throws IOException {
    Path whole = write("deflate", 5_000);
    byte[] bytes = Files.readAllBytes(whole);
    Path torn = Files.write(folder.resolve("torn.avro"), Arrays.copyOf(bytes, bytes.length - 500));
    try (AvroFile avro = AvroFile.open(InputFile.of(torn))) {
      assertThatThrownBy(() -> all(avro))
          .isInstanceOf(DataFileException.class)
          .hasMessageContaining("cannot be read from record")
          .hasMessageContaining("torn or damaged");
    }
    Path head = Files.write(folder.resolve("head.avro"), Arrays.copyOf(bytes, 20));
    assertThatThrownBy(() -> AvroFile.open(InputFile.of(head)))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("is an Avro file that cannot be read");
    FileForm form = new FileForm(Optional.empty(), Optional.of(';'), Optional.empty(), List.of());
    assertThatThrownBy(() -> AvroFile.open(new InputFile(whole, form)))
        .hasMessageContaining("holds Avro records, which name their fields: leave --header");
    Path text = Files.writeString(folder.resolve("t.csv"), "Obj,x\n1,2\n");
    assertThat(AvroFile.is(InputFile.of(text))).isFalse();
  }

  @Test
  void anUnknownCodecIsToldWithTheWayOut() throws IOException {
    byte[] bytes = Files.readAllBytes(write("deflate", 10));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Path other =
        Files.write(
            folder.resolve("o.avro"),
            text.replace("deflate", "deflatf").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> AvroFile.open(InputFile.of(other)))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("deflatf")
        .hasMessageContaining("Packed by null or deflate it can");
  }
}

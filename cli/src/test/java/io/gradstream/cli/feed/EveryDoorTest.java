package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.evaluate.Row;
import io.gradstream.workbench.evaluate.RowReader;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.infer.Wanted;
import io.gradstream.workbench.table.FileForm;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.ListText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same forty rows, written in all the ways that the world writes them, through every door that
 * reads a file: by a spec that was inferred from it, by one that was written for the plain file,
 * and fed to a topic, in JSON or in Avro, and decoded there. What comes out of each is the same,
 * and so is what the query service answers to the same values.
 */
final class EveryDoorTest {

  private static final int ROWS = 40;
  private static final String SCHEMA =
      """
      {"type": "record", "name": "T", "fields": [
        {"name": "x", "type": "double"},
        {"name": "c", "type": ["null", "string"]},
        {"name": "y", "type": {"type": "enum", "name": "Y", "symbols": ["no", "yes"]}}]}
      """;
  private static final LearnerSpec SPEC = spec("");
  private static final List<LearnerSpec> SPECS =
      List.of(
          SPEC,
          spec(", format: avro-plain, schema: t.avsc"),
          spec(", format: avro, schema: t.avsc"),
          spec(", envelope: debezium"));

  private static QueryDoor queries; // of the plain rows

  private static LearnerSpec spec(String format) {
    return SpecReader.read(
        new SpecBundle(
            "t.yaml",
            """
            specVersion: 1
            learner: t
            events: {topic: t%s}
            features: [{field: x, as: numeric}, {field: c, as: category}]
            target: {binary: "y == 'yes'"}
            network: [{dense: 8}]
            """
                .formatted(format),
            Map.of("t.avsc", SCHEMA, "registry/7.avsc", SCHEMA)));
  }

  @BeforeAll
  static void openQueries() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      events.add(Event.of(Double.valueOf(row(i).x()), row(i).c(), row(i).y()));
    }
    queries = new QueryDoor(SPEC, events);
  }

  @AfterAll
  static void closeQueries() {
    queries.close();
  }

  @TempDir private Path folder;

  /** A way of writing them. */
  private record OddFile(byte[] bytes, FileForm form) {}

  static Stream<Named<OddFile>> files() {
    String plain = csv(",", row -> row);
    return Stream.of(
        text("plain", plain),
        text("byte order mark", "\uFEFF" + plain),
        text("CRLF", plain.replace("\n", "\r\n")),
        text("CR", plain.replace("\n", "\r")),
        text("semicolons", csv(";", row -> row)),
        text("tabs", csv("\t", row -> row)),
        text("bars", csv("|", row -> row)),
        text("blanks", csv(" ", row -> row)),
        text("sep= in front", "sep=;\n" + csv(";", row -> row)),
        text("comments in front", "# made by hand\n#\n" + plain),
        text("blank lines", plain.replace("\n", "\n\n")),
        text("quotes and blanks in them", csv(",", row -> row.map(cell -> "\"  " + cell + " \""))),
        text("blanks around", csv(",", row -> row.map(cell -> " " + cell + "\u00A0"))),
        text("decimal commas", csv(";", row -> row.x(x -> x.replace('.', ',')))),
        text("decimal commas in quotes", csv(",", row -> row.x(x -> quoted(x.replace('.', ','))))),
        text("percent", csv(",", row -> row.x(x -> x + " %"))),
        text("currency", csv(",", row -> row.x(x -> "$" + x))),
        text("surplus of empty cells", plain.replace("\n", ",\n").replaceFirst(",\n", "\n")),
        said("no header", plain.substring(plain.indexOf('\n') + 1), "x,c,y", null, null),
        said("separator said", csv("~", row -> row), "", '~', null),
        said("decimal said", csv(";", row -> row.x(x -> x.replace('.', ','))), "", null, ','),
        encoded("windows-1252"),
        encoded("utf-16"),
        new Packed(plain).named(),
        text("ARFF", arff(csv(",", row -> row))),
        text("ARFF with weights", arff(csv(",", row -> row.y(y -> y + ", {2}")))),
        text("ARFF between tabs", arff(csv("\t", row -> row))),
        text("ARFF with sparse rows", arff(csv(",", Cells::sparse))),
        Named.of("Avro file", new OddFile(avro("null"), FileForm.AS_FOUND)),
        Named.of("packed Avro file", new OddFile(avro("deflate"), FileForm.AS_FOUND)),
        text("JSON lines", json()),
        text("JSON behind a byte order mark", "\uFEFF" + json()));
  }

  /** Three cells. */
  private record Cells(String x, String c, String y) {
    Cells x(Function<String, String> as) {
      return new Cells(as.apply(x), c, y);
    }

    Cells y(Function<String, String> as) {
      return new Cells(x, c, as.apply(y));
    }

    Cells map(Function<String, String> as) {
      return new Cells(as.apply(x), as.apply(c), as.apply(y));
    }

    Cells sparse() {
      return new Cells("{0 " + x, "1 " + c, "2 " + y + "}");
    }
  }

  private static Cells row(int i) {
    return new Cells(
        String.format(Locale.ROOT, "%.4f", i * 37 % 101 / 7.0),
        List.of("Köln", "Bonn", "Ulm").get(i * 5 % 3),
        i * 37 % 101 > 40 ? "yes" : "no");
  }

  private static String csv(String separator, Function<Cells, Cells> as) {
    StringBuilder text = new StringBuilder("x,c,y\n".replace(",", separator));
    for (int i = 0; i < ROWS; i++) {
      Cells row = as.apply(row(i));
      text.append(String.join(separator, row.x(), row.c(), row.y())).append('\n');
    }
    return text.toString();
  }

  private static String quoted(String cell) {
    return '"' + cell + '"';
  }

  private static String arff(String csv) {
    return """
        @relation r
        @attribute x numeric
        @attribute c {Köln, Bonn, Ulm}
        @attribute y {no,
          yes}
        @data
        """
        + csv.substring(csv.indexOf('\n') + 1);
  }

  private static String json() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      Cells row = row(i);
      text.append(
          "{\"x\": %s, \"c\": \"%s\", \"y\": \"%s\"}\n".formatted(row.x(), row.c(), row.y()));
    }
    return text.toString();
  }

  private static byte[] avro(String codec) {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> out = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      out.setCodec(CodecFactory.fromString(codec));
      out.create(schema, bytes);
      for (int i = 0; i < ROWS; i++) {
        GenericData.Record record = new GenericData.Record(schema);
        record.put("x", Double.valueOf(row(i).x()));
        record.put("c", row(i).c());
        record.put("y", new GenericData.EnumSymbol(schema.getField("y").schema(), row(i).y()));
        out.append(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Named<OddFile> text(String name, String text) {
    return Named.of(name, new OddFile(text.getBytes(StandardCharsets.UTF_8), FileForm.AS_FOUND));
  }

  private static Named<OddFile> said(
      String name, String text, String header, Character separator, Character decimal) {
    FileForm form =
        new FileForm(
            Optional.empty(),
            Optional.ofNullable(separator),
            Optional.ofNullable(decimal),
            header.isEmpty() ? List.of() : ListText.read(header));
    return Named.of(name, new OddFile(text.getBytes(StandardCharsets.UTF_8), form));
  }

  private static Named<OddFile> encoded(String name) {
    Charset charset = Charset.forName(name);
    FileForm form =
        new FileForm(Optional.of(charset), Optional.empty(), Optional.empty(), List.of());
    return Named.of(name, new OddFile(csv(",", row -> row).getBytes(charset), form));
  }

  /** Two members of gzip. */
  private record Packed(String text) {
    Named<OddFile> named() {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      int half = text.length() / 2;
      for (String part : List.of(text.substring(0, half), text.substring(half))) {
        try (OutputStream out = new GZIPOutputStream(packed)) {
          out.write(part.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return Named.of("gzip", new OddFile(packed.toByteArray(), FileForm.AS_FOUND));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyDoorReadsTheSame(OddFile odd) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("data"), odd.bytes());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      expected.add("%s %s %s".formatted(Double.valueOf(row(i).x()), row(i).c(), row(i).y()));
    }
    LearnerSpec inferred =
        SpecInference.infer(new InputFile(file, odd.form()), Wanted.of("y"), ROWS).spec();
    assertThat(inferred.target().field()).isEqualTo("y");
    assertThat(said(inferred, read(inferred, new InputFile(file, odd.form())))).isEqualTo(expected);
    List<Event> events = read(SPEC, new InputFile(file, odd.form()));
    assertThat(said(SPEC, events)).isEqualTo(expected);
    for (LearnerSpec spec : SPECS) {
      assertThat(fed(spec, new InputFile(file, odd.form()))).isEqualTo(expected);
    }
    List<Cells> rows = IntStream.range(0, ROWS).mapToObj(EveryDoorTest::row).toList();
    assertThat(
            queries.asked(
                QueryDoor.input(
                    "x", "FP64", rows.stream().map(Cells::x).map(Double::valueOf).toList()),
                QueryDoor.input("c", "BYTES", rows.stream().map(Cells::c).toList())))
        .isEqualTo(queries.predicted(events));
    assertThat(
            queries.asked(
                QueryDoor.input("c", "BYTES", rows.stream().map(Cells::c).toList()),
                QueryDoor.input("x", "BYTES", rows.stream().map(Cells::x).toList())))
        .as("numbers as text")
        .isEqualTo(queries.predicted(events));
  }

  private static List<Event> read(LearnerSpec spec, InputFile file) throws IOException {
    List<Event> all = new ArrayList<>();
    try (RowReader rows = RowReader.open(spec, file)) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        assertThat(row.label()).as("line %d", row.line()).contains(row.event());
        all.add(good(row.event()));
      }
    }
    return all;
  }

  private static List<String> fed(LearnerSpec spec, InputFile file) throws IOException {
    List<Event> all = new ArrayList<>();
    EventDecoder decoder =
        TopicRecords.decoder(spec.events().format(), spec.model().events(), 1 << 20);
    try (FeedRows rows = FeedRows.open(spec, file)) {
      Timeline timeline = new Timeline(spec, rows, Long.MAX_VALUE);
      while (timeline.hasNext()) {
        all.add(good(decoder.decode(timeline.next().value(), null)));
      }
      assertThat(timeline.leftOut().counts()).isEmpty();
      assertThat(timeline.setAside().counts()).isEmpty();
    }
    return said(spec, all);
  }

  private static Event good(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Good.class);
    return ((Decoded.Good) decoded).event();
  }

  private static List<String> said(LearnerSpec spec, List<Event> events) {
    EventSchema schema = spec.model().events();
    return events.stream()
        .map(
            event ->
                "%s %s %s"
                    .formatted(
                        event.number(schema.indexOf("x")),
                        event.text(schema.indexOf("c")),
                        event.text(schema.indexOf("y"))))
        .toList();
  }
}

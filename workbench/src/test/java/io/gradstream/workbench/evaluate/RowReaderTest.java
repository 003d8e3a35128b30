package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowReaderTest {

  private static final String OWN_TOPIC =
      """
      specVersion: 1
      learner: trips
      events: {topic: trips, format: json, id: tripId}
      labels: {topic: arrivals, format: json, id: tripId, time: arrived, wait: 1h}
      features: [{field: distance, as: numeric}]
      target: {binary: "late > 15"}
      """;

  private static final String IN_EVENT =
      """
      specVersion: 1
      learner: trips
      events: {topic: trips, format: json}
      features: [{field: distance, as: numeric}]
      target: {binary: "late > 15"}
      """;

  @TempDir private Path folder;

  private RowReader open(String spec, String text) throws IOException {
    return open(spec, "trips.csv", text);
  }

  private RowReader open(String spec, String name, String text) throws IOException {
    LearnerSpec learner = SpecReader.read(new SpecBundle("trips.yaml", spec, Map.of()));
    return RowReader.open(learner, InputFile.of(Files.writeString(folder.resolve(name), text)));
  }

  @Test
  void usageExample() throws IOException {
    try (RowReader rows =
        open(OWN_TOPIC, "arrived,late,distance\n1970-01-01T00:00:05Z,20,3.5\n,,4\n")) {
      Row first = rows.read();
      assertThat(first.index()).isZero();
      assertThat(first.line()).isEqualTo(2);
      assertThat(values(first.event())).containsExactlyInAnyOrder("0", 3.5);
      assertThat(values(first.label().orElseThrow())).containsExactlyInAnyOrder("0", 5000L, 20.0);

      Row second = rows.read();
      assertThat(values(second.event())).containsExactlyInAnyOrder("1", 4.0);
      assertThat(second.label()).isEmpty();

      assertThat(rows.read()).isNull();
    }
  }

  private static Object[] values(Decoded decoded) {
    Event event = ((Decoded.Good) decoded).event();
    Object[] values = new Object[event.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = event.value(i);
    }
    return values;
  }

  @Test
  void labelInsideTheEventIsTheEvent() throws IOException {
    try (RowReader rows = open(IN_EVENT, "distance,late\n3,20\n4,\n")) {
      Row first = rows.read();
      assertThat(first.label()).isEqualTo(Optional.of(first.event()));
      assertThat(rows.read().label()).isEmpty();
    }
  }

  @Test
  void aPathIsAColumnOfThatNameAndInJsonLeadsWithin() throws IOException {
    String spec = IN_EVENT.replace("distance", "trip.distance").replace("late", "the\\\\.end.late");
    try (RowReader rows = open(spec, "trip.distance,the.end.late\n3,20\n")) {
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(3.0, 20.0);
    }
    String json = "{\"the.end\": {\"late\": 20}, \"trip\": {\"distance\": 3}}\n";
    try (RowReader rows = open(spec, "trips.jsonl", json)) {
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(3.0, 20.0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trips.csv|distance,late\\n3,soon\\n",
        "trips.jsonl|{\"late\": \"soon\", \"distance\": 3}\\n"
      })
  void aBadLabelDoesNotCostTheEvent(String name, String text) throws IOException {
    try (RowReader rows = open(IN_EVENT, name, text.replace("\\n", "\n"))) {
      Row row = rows.read();
      assertThat(values(row.event())).containsExactlyInAnyOrder(3.0, null);
      assertThat(row.label())
          .hasValueSatisfying(
              label -> {
                assertThat(((Decoded.Bad) label).reason()).isEqualTo(Reason.WRONG_TYPE);
                assertThat(((Decoded.Bad) label).field()).isEqualTo("late");
              });
    }
  }

  @Test
  void columnsMayStandInAnyOrderBesideOthersAndBehindAByteOrderMark() throws IOException {
    try (RowReader rows = open(IN_EVENT, "\uFEFFlate, \"other\" ,distance\n20,\"a,b\",3\n")) {
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(3.0, 20.0);
    }
  }

  @Test
  void raggedRowIsABadRow() throws IOException {
    try (RowReader rows = open(IN_EVENT, "late,distance\n20\n20,1,3\n20,3\n")) {
      assertThat(rows.read().event())
          .isInstanceOfSatisfying(
              Decoded.Bad.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.MALFORMED));
      assertThat(rows.read().event()).isInstanceOf(Decoded.Bad.class);
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(3.0, 20.0);
    }
  }

  @Test
  void wordsForNothingAreMissingWhereNoTextIsAskedFor() throws IOException {
    try (RowReader rows = open(IN_EVENT, "late,distance\n20,NA\n?,3\n")) {
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(null, 20.0);
      assertThat(rows.read().label()).isEmpty();
    }
  }

  @Test
  void columnThatIsReadMustBeNamedOnce() {
    assertThatThrownBy(() -> open(IN_EVENT, "late,distance,late\n"))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("line 1: columns 1 and 3 are both named late");
  }

  @Test
  void blankLinesAreNoRows() throws IOException {
    try (RowReader rows = open(IN_EVENT, "late,distance\n\n20,3\n\n")) {
      assertThat(rows.read().line()).isEqualTo(3);
      assertThat(rows.read()).isNull();
    }
  }

  @Test
  void linesOfJsonGiveTheRowsThatCsvGives() throws IOException {
    String csv = "tripId,arrived,late,distance\na,1970-01-01T00:00:05Z,20,3.5\n,,,4\n7,9,1,\n";
    String json =
        """
        {"tripId": "a", "arrived": "1970-01-01T00:00:05Z", "late": 20, "distance": 3.5}
        {"distance": 4}
        {"tripId": 7, "arrived": 9, "late": 1, "distance": null, "other": [1, {}]}
        """;
    String rowsWithoutIds = csv.replace("\n,,,4", "\n1,,,4"); // CSV counts only without a column
    for (String spec : new String[] {OWN_TOPIC, IN_EVENT}) {
      try (RowReader expected = open(spec, rowsWithoutIds);
          RowReader found = open(spec, "trips.jsonl", json)) {
        for (Row row = expected.read(); row != null; row = expected.read()) {
          assertThat(found.read())
              .isEqualTo(new Row(row.index(), row.line() - 1, row.event(), row.label()));
        }
        assertThat(found.read()).isNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images.csv   | 'pixels\n1 2 3\n\"\"\n1 2\n'",
        "images.csv   | 'note,pixels\nx,1;2;3\nx,\nx,base64:AAA=\n'",
        "images.jsonl | '{\"pixels\": [1, 2, 3]}\n{}\n{\"pixels\": \"AAA=\"}\n'",
      })
  void eventThatIsItsOwnLabelNeedsNoOther(String name, String text) throws IOException {
    String spec =
        """
        specVersion: 1
        learner: images
        events: {topic: images, format: json}
        features: [{field: pixels, as: numbers, shape: [3]}]
        target: {reconstruct: true}
        """;
    try (RowReader rows = open(spec, name, text)) {
      Row first = rows.read();
      assertThat(values(first.event())).containsExactly(new float[] {1, 2, 3});
      assertThat(first.label()).contains(first.event());
      assertThat(values(rows.read().event())).containsOnlyNulls();
      Decoded tooShort = rows.read().event();
      assertThat(values(tooShort)).containsOnlyNulls();
      assertThat(((Decoded.Good) tooShort).setAside())
          .extracting(Decoded.Bad::message)
          .containsExactly("pixels must have 3 numbers: 2");
      assertThat(rows.read()).isNull();
    }
  }

  @Test
  void packedLinesOfJsonAreRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("{\"late\": 20, \"distance\": 3}".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("trips.jsonl.gz"), packed.toByteArray());
    LearnerSpec learner = SpecReader.read(new SpecBundle("trips.yaml", IN_EVENT, Map.of()));

    try (RowReader rows = RowReader.open(learner, InputFile.of(file))) {
      assertThat(values(rows.read().event())).containsExactlyInAnyOrder(3.0, 20.0);
      assertThat(rows.read()).isNull();
    }
  }

  @Test
  void badLineOfJsonIsABadRowAndBlankOnesAreNone() throws IOException {
    String text = "\n{\"distance\": \"far\"}\n  \nhello\n{\"distance\": 3, \"late\": 1}";
    try (RowReader rows = open(IN_EVENT, "trips.jsonl", text)) {
      Row wrong = rows.read();
      assertThat(wrong.line()).isEqualTo(2);
      assertThat(values(wrong.event())).containsOnlyNulls();
      assertThat(((Decoded.Good) wrong.event()).setAside())
          .containsExactly(
              new Decoded.Bad(
                  Reason.WRONG_TYPE, "distance", "distance must be a number: found text 'far'"));
      assertThat(((Decoded.Bad) rows.read().event()).reason()).isEqualTo(Reason.MALFORMED);
      Row last = rows.read();
      assertThat(last.line()).isEqualTo(5);
      assertThat(last.index()).isEqualTo(2);
      assertThat(last.label()).isPresent();
    }
  }

  @Test
  void emptyFileOfJsonHasNoRows() throws IOException {
    try (RowReader rows = open(IN_EVENT, "trips.jsonl", "")) {
      assertThat(rows.read()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"torn.csv.gz, 10", "torn.csv.gz, 100000", "torn.jsonl.gz, 10"})
  void tornFileIsSaidToBe(String name, int rows) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("late,distance\n20,3\n".repeat(rows).getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve(name);
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    LearnerSpec learner = SpecReader.read(new SpecBundle("trips.yaml", IN_EVENT, Map.of()));

    assertThatThrownBy(() -> readAll(learner, file))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining(name + " cannot be read from line");
  }

  private static void readAll(LearnerSpec learner, Path file) throws IOException {
    try (RowReader rows = RowReader.open(learner, InputFile.of(file))) {
      Row row = rows.read();
      while (row != null) {
        row = rows.read();
      }
    }
  }
}

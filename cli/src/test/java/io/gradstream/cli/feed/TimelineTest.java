package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.evaluate.BadRows;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {

  private static final String HEADER = "id,at,size,known,late\n";

  @TempDir private Path folder;

  private BadRows leftOut;

  @Test
  void usageExample() throws IOException {
    List<FeedRecord> records =
        replay(
            """
            1,2001-01-01 00:01,10,2001-01-01 00:05,20
            2,2001-01-01 00:02,20,2001-01-01 00:03,0
            3,2001-01-01 00:04,30,2001-01-01 00:05,0
            """,
            Long.MAX_VALUE);
    assertThat(records.stream().map(record -> record.kind() + " " + record.key()))
        .containsExactly("EVENT 1", "EVENT 2", "LABEL 2", "EVENT 3", "LABEL 1", "LABEL 3");
  }

  @Test
  void recordsCarryTheTimeTheyHappenedAt() throws IOException {
    List<FeedRecord> records = replay("1,2001-01-01 00:01,10,2001-01-01 00:05,20\n", 9);
    assertThat(records.stream().map(record -> Instant.ofEpochMilli(record.time()).toString()))
        .containsExactly("2001-01-01T00:01:00Z", "2001-01-01T00:05:00Z");
  }

  @Test
  void anEventComesBeforeALabelOfTheSameTime() throws IOException {
    List<FeedRecord> records =
        replay(
            """
            1,2001-01-01 00:01,10,2001-01-01 00:02,20
            2,2001-01-01 00:02,10,2001-01-01 00:03,20
            """,
            9);
    assertThat(records.stream().map(FeedRecord::kind))
        .containsExactly(Kind.EVENT, Kind.EVENT, Kind.LABEL, Kind.LABEL);
  }

  @Test
  void aRowWithAnEmptyLabelCellHasNoLabel() throws IOException {
    assertThat(replay("1,2001-01-01 00:01,10,2001-01-01 00:05,\n", 9))
        .extracting(FeedRecord::kind)
        .containsExactly(Kind.EVENT);
  }

  @Test
  void theLabelsOfRowsUpToTheLimitAreGiven() throws IOException {
    List<FeedRecord> records =
        replay(
            """
            1,2001-01-01 00:01,10,2001-01-01 00:09,20
            2,2001-01-01 00:02,10,2001-01-01 00:03,20
            """,
            1);
    assertThat(records).extracting(FeedRecord::key).containsExactly("1", "1");
  }

  @Test
  void theLearnerReadsWhatWasInTheRow() throws IOException {
    FeedRecord record = replay("7,2001-01-01 00:01,10.5,2001-01-01 00:05,20\n", 9).get(0);
    LearnerSpec spec = spec(SPEC);
    Decoded decoded = EventDecoders.json(spec.model().events()).decode(record.value(), null);
    assertThat(decoded).isInstanceOf(Decoded.Good.class);
    int size = spec.model().events().indexOf("size");
    assertThat(((Decoded.Good) decoded).event().number(size)).isEqualTo(10.5);
  }

  @Test
  void aRowThatCannotBeReadIsLeftOutAndTheRestGoesOn() throws IOException {
    List<FeedRecord> records =
        replay(
            """
            1,noon,10,2001-01-01 00:05,20
            2,2001-01-01 00:02,10
            3,2001-01-01 00:03,10,2001-01-01 00:05,20
            """,
            9);
    assertThat(records).extracting(FeedRecord::key).containsExactly("3", "3");
    assertThat(leftOut.counts()).containsOnlyKeys(Reason.WRONG_TYPE, Reason.MALFORMED);
    assertThat(leftOut.first().get(0).place()).isEqualTo("line 2");
    assertThat(leftOut.first().get(0).message()).contains("at", "noon");
  }

  @Test
  void aLabelThatCannotBeReadIsLeftOutWithoutItsEvent() throws IOException {
    List<FeedRecord> records = replay("1,2001-01-01 00:01,10,2001-01-01 00:05,soon\n", 9);
    assertThat(records).extracting(FeedRecord::kind).containsExactly(Kind.EVENT);
    assertThat(leftOut.counts()).containsExactly(Map.entry(Reason.WRONG_TYPE, 1L));
  }

  /** One reader with {@code evaluate}. */
  @Test
  void everyFormOfADataFileGivesTheSameRecords() throws IOException {
    List<FeedRecord> expected = replay("7,2001-01-01 00:01,,2001-01-01 00:05,20\n", 9);
    assertThat(expected).hasSize(2);
    assertSame(
        expected, "a.csv", "id;at;size;known;late\n7;2001-01-01 00:01;NA;2001-01-01 00:05;20\n");
    assertSame(
        expected,
        "b.csv",
        "id\tat\tsize\tknown\tlate\r7\t2001-01-01 00:01\t\t2001-01-01 00:05\t20\r");
    assertSame(
        expected,
        "c.arff",
        """
        @relation r
        @attribute id string
        @attribute at string
        @attribute size numeric
        @attribute known string
        @attribute late numeric
        @data
        7,'2001-01-01 00:01',?,'2001-01-01 00:05',20
        """);
    assertSame(
        expected,
        "d.jsonl",
        """
        {"id": "7", "at": "2001-01-01 00:01", "size": null, "known": "2001-01-01 00:05", "late": 20}
        """);
  }

  private void assertSame(List<FeedRecord> expected, String name, String text) throws IOException {
    Path plain = Files.writeString(folder.resolve(name), text);
    Path packed = folder.resolve(name + ".gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, gzip);
    }
    for (Path file : List.of(plain, packed)) {
      assertThat(replay(spec(SPEC), file, 9))
          .as("%s", file)
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(expected);
    }
  }

  @Test
  void columnsBesideTheValueAreTheRecordsOwn() throws IOException {
    LearnerSpec spec =
        spec(
            SPEC.replace("time: at", "time: $timestamp")
                .replace("field: size", "field: $header.size"));
    String file =
        """
        id,$timestamp,$header.size,$key,known,late
        1,2001-01-01 00:01,10,k,2001-01-01 00:05,20
        2,2001-01-01 00:02,,,2001-01-01 00:05,
        """;
    List<FeedRecord> records = replay(spec, file, 9);
    assertThat(records).extracting(FeedRecord::key).containsExactly("k", "2", "1");
    assertThat(records.get(0).headers()).isEqualTo(Map.of("size", "10"));
    assertThat(records.get(1).headers()).isEmpty();
    assertThat(records.get(0).timestamp())
        .hasValue(Instant.parse("2001-01-01T00:01:00Z").toEpochMilli());
    assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"1\"}");
  }

  private List<FeedRecord> replay(String rows, long limit) throws IOException {
    return replay(spec(SPEC), HEADER + rows, limit);
  }

  private List<FeedRecord> replay(LearnerSpec spec, String text, long limit) throws IOException {
    Path file = folder.resolve("data.csv");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return replay(spec, file, limit);
  }

  private List<FeedRecord> replay(LearnerSpec spec, Path file, long limit) throws IOException {
    try (FeedRows rows = FeedRows.open(spec, InputFile.of(file))) {
      List<FeedRecord> records = new ArrayList<>();
      Timeline timeline = new Timeline(spec, rows, limit);
      timeline.forEachRemaining(records::add);
      leftOut = timeline.leftOut();
      return records;
    }
  }

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("test.yaml", text, Map.of()));
  }

  private static final String SPEC =
      """
      specVersion: 1
      learner: test
      events: {topic: events, format: json, id: id, time: at}
      labels: {topic: labels, format: json, id: id, time: known, wait: 1h}
      features:
        - {field: size, as: numeric}
      target: {binary: "late > 15"}
      network: [{dense: 4, activation: relu}]
      """;
}

package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.NamedAnswer;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OwnRecordsTest {

  private static final List<RecordForm> FORMS =
      List.of(new RecordForm.SingleObject(), new RecordForm.Framed(3), new RecordForm.Json());
  private static final NamedAnswer CLASSES =
      new NamedAnswer(new MultiClassTarget(List.of("red", "green")).outputs(List.of()));

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("a.topic", 1, 77, null, value);
  }

  @Test
  void aPredictionOfAnyFormHasTheNamesOfItsAnswer() throws Exception {
    PredictionCodec codec = new PredictionCodec(CLASSES::of);
    Prediction prediction =
        new Prediction(
            "colours",
            "e-1",
            "DE",
            new double[] {0.25, 0.75},
            new Version(1, 2),
            Optional.empty(),
            1_700_000_000_000L);
    OwnRecords records = new OwnRecords(OwnTopic.PREDICTIONS, Optional.of(CLASSES));
    for (RecordForm form : FORMS) {
      byte[] value = codec.encode(prediction, form);

      assertThat(records.show(record(value), false))
          .isEqualTo(
              "2023-11-14 22:13:20.000  e-1  key DE  probabilities {green 0.75000, red 0.25000}"
                  + "  class green  by version 1.2");
      assertThat(new ObjectMapper().readTree(records.show(record(value), true)))
          .isEqualTo(new ObjectMapper().readTree(codec.encode(prediction, new RecordForm.Json())));
    }
  }

  @Test
  void withoutNamesAnAnswerIsAnOutput() {
    byte[] value =
        new PredictionCodec()
            .encode(
                new Prediction(
                    "l", "", "", new double[] {2}, new Version(0, 0), Optional.empty(), 0));

    assertThat(new OwnRecords(OwnTopic.PREDICTIONS, Optional.empty()).show(record(value), false))
        .isEqualTo("1970-01-01 00:00:00.000  output [2]  by version 0.0");
  }

  @Test
  void aDeadLetterSaysWhatWhereAndShowsTheRecordOnOneLine() {
    DeadLetter letter =
        new DeadLetter(
            "l",
            Reason.WRONG_TYPE,
            "size",
            "size must be a number",
            "{\"size\":\n \"big\"}".getBytes(UTF_8),
            "flights",
            1,
            42,
            0);
    for (RecordForm form : FORMS) {
      assertThat(
              new OwnRecords(OwnTopic.DEAD_LETTERS, Optional.empty())
                  .show(record(new DeadLetterCodec().encode(letter, form)), false)
                  .lines())
          .containsExactly(
              "1970-01-01 00:00:00.000  WRONG_TYPE  field size  at flights-1-42"
                  + "  size must be a number",
              "    {\"size\":\\u000a \"big\"}");
    }
  }

  @Test
  void bytesThatAreNoTextAreShownInBase64() {
    DeadLetter letter =
        new DeadLetter("l", Reason.MALFORMED, "", "m", new byte[] {0, -1}, "t", 0, 0, 0);

    assertThat(
            new OwnRecords(OwnTopic.DEAD_LETTERS, Optional.empty())
                .show(record(new DeadLetterCodec().encode(letter)), false))
        .endsWith("    base64 AP8=");
  }

  @Test
  void aReportHasItsMeasuresByNameWhateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
    try {
      MetricReport report =
          new MetricReport(
              "l",
              "learner-0",
              "",
              Optional.of(new Version(1, 2)),
              0,
              List.of(
                  new Measure("n", 12_345),
                  new Measure("auc", 0.5),
                  new Measure("r2", Double.NaN)));

      assertThat(
              new OwnRecords(OwnTopic.METRICS, Optional.empty())
                  .show(record(new MetricReportCodec().encode(report)), false))
          .isEqualTo(
              "1970-01-01 00:00:00.000  learner-0  version 1.2  n 12,345  auc 0.50000  r2 -");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aModelSaysWhatItIsAndWhereItsBytesAre() {
    SnapshotMessage message =
        new SnapshotMessage(
            "l",
            "DE",
            new Version(1, 2),
            new Lineage(Optional.empty(), 64, 0, List.of()),
            new SnapshotMessage.Reference("ab.snapshot", 5_000_000, 1));

    assertThat(
            new OwnRecords(OwnTopic.MODELS, Optional.empty())
                .show(record(new SnapshotMessageCodec().encode(message)), false))
        .isEqualTo("version 1.2  key DE  of 64 examples  5,000,000 bytes  in the file ab.snapshot");
  }

  @Test
  void whatCannotBeReadSaysSoAndWhere() {
    OwnRecords records = new OwnRecords(OwnTopic.METRICS, Optional.empty());

    assertThat(records.show(record("hello".getBytes(UTF_8)), false))
        .startsWith("unreadable record a.topic-1-77: metric-report does not start with");
    assertThat(records.show(record("{}".getBytes(UTF_8)), true))
        .startsWith("{\"unreadable\":\"a.topic-1-77\",\"message\":");
  }
}

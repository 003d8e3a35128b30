package io.gradstream.schemas;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One codec with one sample value, as the tests of all codecs see it. */
record CodecSubject<T>(
    String name,
    Contract contract,
    T sample,
    Function<T, byte[]> encode,
    Function<byte[], T> decode) {

  private static final Version VERSION = new Version(3, 1200);
  private static final ControlCommand.Origin ORIGIN =
      new ControlCommand.Origin("ada", 978_307_200_000L, "labels of Friday were wrong, é");
  private static final Position POSITION = new Position(978_307_200_000L, "flights", 2, 41);

  static Stream<CodecSubject<?>> all() {
    return Stream.of(
        prediction(
            "prediction",
            new Prediction(
                "flights",
                "é-77",
                "ATL",
                new double[] {0.25, 0.75},
                VERSION,
                Optional.of(POSITION),
                978_307_260_000L)),
        prediction(
            "prediction-of-a-new-model",
            new Prediction("f", "", "", new double[0], new Version(0, 0), Optional.empty(), -1)),
        predictionOfClasses(
            "prediction-of-met-classes", new double[] {0.25, 0.75}, List.of("ok", "é")),
        predictionOfClasses("prediction-before-any-class", new double[0], List.of()),
        prediction(
            "prediction-of-a-number",
            new Prediction(
                "prices",
                "77",
                "",
                new double[] {123_456_789.01},
                VERSION,
                Optional.of(POSITION),
                978_307_260_000L)),
        predictionWithBounds("prediction-within-bounds", 1 / 3.0, 123_456_789.01),
        predictionWithBounds("prediction-before-any-bounds", Double.NaN, Double.NaN),
        prediction("prediction-with-alarm", watched(new Anomaly(0.875, true), 0.1)),
        prediction(
            "prediction-with-alarm-and-bounds", watched(new Anomaly(0.1, false), 0.1, 0, 1 / 3.0)),
        prediction(
            "prediction-before-any-evidence",
            watched(Anomaly.NONE, 123_456_789.01, Double.NaN, Double.NaN)),
        deadLetter(),
        metricReport(),
        plainCommand("pause", new ControlCommand.Pause("a")),
        plainCommand("resume", new ControlCommand.Resume("b")),
        plainCommand("set-learning-rate", new ControlCommand.SetLearningRate("c", 0.125f)),
        command("pause-with-origin", new ControlCommand.Pause("a", Optional.of(ORIGIN))),
        command("resume-with-origin", new ControlCommand.Resume("b", Optional.of(ORIGIN))),
        command(
            "set-learning-rate-with-origin",
            new ControlCommand.SetLearningRate("c", Optional.of(ORIGIN), 0.125f)),
        command("roll-back-inline", rollBack(new SnapshotMessage.Inline(new byte[] {1, -2, 3}))),
        command(
            "roll-back-reference",
            rollBack(new SnapshotMessage.Reference("a.snapshot", 5_000_000_000L, 0xFFFFFFFFL))),
        command(
            "refused", new ControlCommand.Refused("d", Optional.empty(), "absent snapshot file")),
        new CodecSubject<>(
            "promote",
            Contract.CONTROL_COMMAND,
            new ControlCommand.Promote("f", Optional.of(ORIGIN), "wide"),
            new ControlCommandCodec()::encode,
            new ControlCommandCodec()::decode),
        placed(),
        claim("claim-drawn", new Claim.Drawn(7)),
        claim("claim-begun", new Claim.Begun(7, new CheckpointId(6, 300), 978_307_200_000L)),
        claim("claim-completed", new Claim.Completed(7, 301)),
        claim("claim-reached", new Claim.Reached(7, 5, -1)),
        snapshot("snapshot-inline", new SnapshotMessage.Inline(new byte[] {1, -2, 3})),
        snapshot(
            "snapshot-reference",
            new SnapshotMessage.Reference("file:/models/a", 5_000_000_000L, 0xFFFFFFFFL)),
        snapshotOfSource());
  }

  private static ControlCommand rollBack(SnapshotMessage.Content content) {
    return new ControlCommand.RollBack("e", Optional.of(ORIGIN), "ATL", VERSION, content);
  }

  private static CodecSubject<SnapshotMessage> snapshotOfSource() {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    Lineage lineage =
        new Lineage(
            Optional.of(POSITION),
            38_400,
            7,
            List.of(new PartitionProgress("flights", 2, 41, -1)),
            Optional.of(VERSION));
    return new CodecSubject<>(
        "snapshot-with-source",
        Contract.SNAPSHOT_MESSAGE,
        new SnapshotMessage(
            "flights",
            "ATL",
            new Version(3, 1300),
            lineage,
            new SnapshotMessage.Inline(new byte[] {1, -2, 3})),
        codec::encode,
        codec::decode);
  }

  byte[] encoded() {
    return encode.apply(sample);
  }

  @Override
  public String toString() {
    return name;
  }

  private static CodecSubject<Prediction> prediction(String name, Prediction sample) {
    PredictionCodec codec = new PredictionCodec();
    return new CodecSubject<>(name, contract(sample), sample, codec::encode, codec::decode);
  }

  /**
   * @param output of a number, with bounds or without
   */
  static Prediction watched(Anomaly anomaly, double... output) {
    return new Prediction(
        "pumps",
        "77",
        "p7",
        output,
        VERSION,
        Optional.of(POSITION),
        978_307_260_000L,
        Optional.empty(),
        output.length > 1,
        Optional.of(anomaly));
  }

  private static Contract contract(Prediction sample) {
    if (sample.anomaly().isPresent()) {
      return Contract.PREDICTION;
    }
    if (sample.classes().isPresent()) {
      return Contract.PREDICTION_2;
    }
    if (sample.isBounded()) {
      return Contract.PREDICTION_4;
    }
    return sample.needsDouble() ? Contract.PREDICTION_3 : Contract.PREDICTION_1;
  }

  private static CodecSubject<Prediction> predictionWithBounds(
      String name, double lower, double upper) {
    return prediction(
        name,
        new Prediction(
            "prices",
            "77",
            "",
            new double[] {0.1, lower, upper},
            VERSION,
            Optional.of(POSITION),
            978_307_260_000L,
            Optional.empty(),
            true));
  }

  private static CodecSubject<Prediction> predictionOfClasses(
      String name, double[] output, List<String> classes) {
    return prediction(
        name,
        new Prediction(
            "frauds",
            "77",
            "",
            output,
            VERSION,
            Optional.of(POSITION),
            978_307_260_000L,
            Optional.of(classes)));
  }

  private static CodecSubject<DeadLetter> deadLetter() {
    DeadLetterCodec codec = new DeadLetterCodec();
    DeadLetter sample =
        new DeadLetter(
            "flights",
            DeadLetter.Reason.WRONG_TYPE,
            "distance",
            "distance must be a number: found text 'far'",
            new byte[] {0, 1, (byte) 200},
            "flights",
            1,
            1L << 40,
            978_307_200_000L);
    return new CodecSubject<>(
        "dead-letter", Contract.DEAD_LETTER, sample, codec::encode, codec::decode);
  }

  private static CodecSubject<MetricReport> metricReport() {
    MetricReportCodec codec = new MetricReportCodec();
    MetricReport sample =
        new MetricReport(
            "flights",
            "learner-0",
            "ATL",
            Optional.of(VERSION),
            1_700_000_000_000L,
            List.of(
                new MetricReport.Measure("accuracy", 0.765),
                new MetricReport.Measure("examples", 1e9)));
    return new CodecSubject<>(
        "metric-report", Contract.METRIC_REPORT, sample, codec::encode, codec::decode);
  }

  private static CodecSubject<ControlRecord> placed() {
    ControlRecordCodec codec = new ControlRecordCodec();
    return new CodecSubject<>(
        "placed-command",
        Contract.PLACED_COMMAND,
        new PlacedCommand(new ControlCommand.SetLearningRate("c", 0.125f), 978_307_200_000L, 2),
        codec::encode,
        codec::decode);
  }

  private static CodecSubject<Claim> claim(String name, Claim sample) {
    ClaimCodec codec = new ClaimCodec();
    return new CodecSubject<>(name, Contract.CLAIM, sample, codec::encode, codec::decode);
  }

  private static CodecSubject<ControlCommand> plainCommand(String name, ControlCommand sample) {
    ControlCommandCodec codec = new ControlCommandCodec();
    return new CodecSubject<>(
        name, Contract.CONTROL_COMMAND_1, sample, codec::encode, codec::decode);
  }

  private static CodecSubject<ControlCommand> command(String name, ControlCommand sample) {
    ControlCommandCodec codec = new ControlCommandCodec();
    return new CodecSubject<>(
        name, Contract.CONTROL_COMMAND_2, sample, codec::encode, codec::decode);
  }

  private static CodecSubject<SnapshotMessage> snapshot(
      String name, SnapshotMessage.Content content) {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    Lineage lineage =
        new Lineage(
            Optional.of(POSITION),
            38_400,
            7,
            List.of(
                new PartitionProgress("flights", 0, 40, -1),
                new PartitionProgress("flights", 2, 41, 39)));
    SnapshotMessage sample = new SnapshotMessage("flights", "ATL", VERSION, lineage, content);
    return new CodecSubject<>(
        name, Contract.SNAPSHOT_MESSAGE_1, sample, codec::encode, codec::decode);
  }
}

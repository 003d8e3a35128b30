package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Waiting;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.record.BlockId;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.ControlSettings;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.GroupCount;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.KnownSchema;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.record.PartitionTime;
import io.gradstream.operators.record.PlacingState;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.Tally;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecSerializerTest {

  private static final Position AT = new Position(1000, "trips", 1, 42);
  private static final byte[] BYTES = {1, 2, 3};
  private static final Event EVENT = Event.of("t1", 5.0, true, null);
  private static final Example EXAMPLE = new Example(EVENT, "t1", 1, AT);
  private static final Decoded.Bad BAD =
      new Decoded.Bad(DeadLetter.Reason.WRONG_TYPE, "late", "no flag");
  private static final DeadLetter LETTER =
      new DeadLetter("l", DeadLetter.Reason.MALFORMED, "f", "m", BYTES, "trips", 1, 42, 7);

  private static final ReplyTo TO = new ReplyTo("replies", 2, "correlationId", BYTES);
  private static final QueryRecord.Asked ASKED = new QueryRecord.Asked(EVENT, "", AT, TO);

  /** One value of a kind. */
  record Sample(RecordKind kind, Object value) {}

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(RecordKind.SOURCE_RECORD, new Usable(EVENT, BYTES, AT)),
        new Sample(
            RecordKind.SOURCE_RECORD, new Usable(EVENT, BYTES, AT, Optional.of(BAD), List.of())),
        new Sample(
            RecordKind.SOURCE_RECORD,
            new Usable(EVENT, BYTES, AT, Optional.empty(), List.of(BAD, BAD))),
        new Sample(
            RecordKind.SOURCE_RECORD, new Usable(EVENT, BYTES, AT, Optional.of(BAD), List.of(BAD))),
        new Sample(RecordKind.SOURCE_RECORD, new Mark(AT)),
        new Sample(RecordKind.SOURCE_RECORD, new Tombstone(AT)),
        new Sample(RecordKind.SOURCE_RECORD, new Unusable(LETTER)),
        new Sample(RecordKind.WORK_ITEM, new WorkItem.Ask("k", "t1", EVENT, AT)),
        new Sample(RecordKind.WORK_ITEM, new WorkItem.Learn("k", EXAMPLE)),
        new Sample(RecordKind.WORK_ITEM, new WorkItem.AskAndLearn("k", EXAMPLE, BYTES)),
        new Sample(RecordKind.WORK_ITEM, new WorkItem.Query("k", "t1", ASKED)),
        new Sample(RecordKind.QUERY_RECORD, ASKED),
        new Sample(
            RecordKind.QUERY_RECORD,
            Reply.of(
                TO,
                new Prediction(
                    "l", "t1", "k", new double[] {0.5}, new Version(1, 2), Optional.of(AT), 9),
                "without distance")),
        new Sample(RecordKind.QUERY_RECORD, Reply.refusal(TO, Reply.Status.UNREADABLE, "no JSON")),
        new Sample(RecordKind.ARRIVED, new Arrived.EventArrived("t1", EVENT, AT, BYTES)),
        new Sample(RecordKind.ARRIVED, new Arrived.LabelArrived("t1", 1, AT, BYTES)),
        new Sample(
            RecordKind.WAITING,
            new Waiting(
                List.of(), Optional.of(new Arrived.LabelArrived("t1", 1, AT, BYTES)), 5000)),
        new Sample(
            RecordKind.PREDICTION,
            new Prediction(
                "l", "t1", "k", new double[] {0.5}, new Version(1, 2), Optional.of(AT), 9)),
        new Sample(
            RecordKind.SNAPSHOT_MESSAGE,
            new SnapshotMessage(
                "l",
                "k",
                new Version(1, 2),
                Lineage.NONE,
                new SnapshotMessage.Reference("file", 3, 4))),
        new Sample(RecordKind.DEAD_LETTER, LETTER),
        new Sample(
            RecordKind.METRIC_REPORT,
            new MetricReport(
                "l", "join-0", "", Optional.empty(), 5, List.of(new MetricReport.Measure("n", 1)))),
        new Sample(RecordKind.CONTROL_AT, new ControlAt(new ControlCommand.Pause("c1"), 7)),
        new Sample(
            RecordKind.PLACED_COMMAND,
            new PlacedCommand(new ControlCommand.SetLearningRate("c1", 0.5f), -3, 2)),
        new Sample(RecordKind.PLACING_STATE, new PlacingState(4, 2, OptionalLong.of(9), -5)),
        new Sample(RecordKind.PARTITION_TIME, new PartitionTime("trips", 1, 1000)),
        new Sample(
            RecordKind.PARTITION_READ,
            new PartitionRead("trips", 1, "id", 2, true, 43, 1000, 3, 4)),
        new Sample(RecordKind.BLOCK_ID, new BlockId("main", NetworkVector.MOMENTS, 3)),
        new Sample(RecordKind.FLOATS, new float[] {1, -2.5f}),
        new Sample(RecordKind.BYTES, BYTES),
        new Sample(
            RecordKind.CONTROL_SETTINGS,
            new ControlSettings(true, Optional.of(0.5f), List.of("c1", "c2"))),
        new Sample(RecordKind.TALLY, new Tally(2, Map.of(Count.ANSWERS, 5L, Count.EXAMPLES, 4L))),
        new Sample(RecordKind.GROUP_COUNT, new GroupCount(7, 9)),
        new Sample(RecordKind.JUDGED_ANSWER, new JudgedAnswer(new double[] {0.5}, 1)),
        new Sample(RecordKind.KNOWN_SCHEMA, new KnownSchema("http://r", 7, "\"int\"")),
        new Sample(RecordKind.OUTCOME, new Outcome("trip-7", 1234567890123L, 1)),
        new Sample(RecordKind.GIVEN_ANSWER, new GivenAnswer("trip-7", new double[] {0.5, 2})),
        new Sample(RecordKind.NUMBERS, new double[] {1, -2.5, 1e8 + 0.1}));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsReadIsWhatWasWritten(Sample sample) throws IOException {
    CodecSerializer<Object> serializer = new CodecSerializer<>(sample.kind());
    Object read = serializer.deserialize(new DataInputDeserializer(bytes(sample)));

    assertThat(read).usingRecursiveComparison().isEqualTo(sample.value());
    assertThat(serializer.copy(read)).isSameAs(read);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFormIsCopiedAsItStands(Sample sample) throws IOException {
    DataOutputSerializer copy = new DataOutputSerializer(64);
    new CodecSerializer<>(sample.kind()).copy(new DataInputDeserializer(bytes(sample)), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(sample));
  }

  @Test
  void everyKindHasASample() {
    assertThat(samples().map(Sample::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(RecordKind.class));
  }

  /** Forms that only we write, byte for byte; those of other modules are pinned there. */
  @Test
  void formsInStateStayAsTheyWere() throws IOException {
    Map<RecordKind, String> forms =
        Map.of(
            RecordKind.PARTITION_TIME, "000574726970730000000100000000000003e8",
            RecordKind.BLOCK_ID, "00046d61696e00074d4f4d454e545300000003",
            RecordKind.FLOATS, "000000023f800000c0200000",
            RecordKind.NUMBERS, "000000033f800000c02000007fc0d0b14197d78400666666",
            RecordKind.BYTES, "03010203",
            RecordKind.CONTROL_SETTINGS, "01013f0000000202633102" + "6332",
            RecordKind.TALLY,
                "00000002020007414e535745525300000000000000050008"
                    + "4558414d504c45530000000000000004",
            RecordKind.GROUP_COUNT, "000000070000000000000009",
            RecordKind.PARTITION_READ,
                "000574726970730000000100026964"
                    + "0000000201000000000000002b00000000000003e8"
                    + "00000000000000030000000000000004",
            RecordKind.KNOWN_SCHEMA, "08687474703a2f2f7200000007" + "0522696e7422");
    for (Sample sample : samples().filter(made -> forms.containsKey(made.kind())).toList()) {
      assertThat(StringUtils.byteToHexString(bytes(sample)))
          .as(sample.kind().name())
          .isEqualTo(forms.get(sample.kind()));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCheckpointRemembersTheKindByName(Sample sample) throws IOException {
    TypeSerializerSnapshot<Object> restored = throughCheckpoint(sample.kind());

    assertThat(restored.restoreSerializer()).isEqualTo(new CodecSerializer<>(sample.kind()));
    assertThat(
            new CodecSerializer<>(sample.kind())
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void anotherKindIsRefusedByTheNamesOfBoth() throws IOException {
    TypeSerializerSnapshot<Object> old = throughCheckpoint(RecordKind.BYTES);

    assertThatThrownBy(
            () ->
                new CodecSerializer<>(RecordKind.FLOATS)
                    .snapshotConfiguration()
                    .resolveSchemaCompatibility(old))
        .hasMessageContaining("BYTES")
        .hasMessageContaining("FLOATS");
  }

  @Test
  void aKindOfALaterReleaseIsRefusedByName() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("HOLOGRAM");

    assertThatThrownBy(
            () ->
                new CodecSerializerSnapshot<>()
                    .readSnapshot(
                        1,
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("HOLOGRAM");
  }

  private static TypeSerializerSnapshot<Object> throughCheckpoint(RecordKind kind)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(
        out, new CodecSerializer<>(kind).snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        CodecSerializerTest.class.getClassLoader());
  }

  private static byte[] bytes(Sample sample) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new CodecSerializer<>(sample.kind()).serialize(sample.value(), out);
    return out.getCopyOfBuffer();
  }
}

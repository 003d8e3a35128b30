package io.gradstream.operators;

import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.join.Waiting;
import io.gradstream.operators.record.BlockId;
import io.gradstream.operators.record.ControlSettings;
import io.gradstream.operators.record.GroupCount;
import io.gradstream.operators.record.KnownSchema;
import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.record.PartitionTime;
import io.gradstream.operators.record.PlacingState;
import io.gradstream.operators.record.Tally;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.PlacedCommand;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.DoubleSerializer;
import org.apache.flink.api.common.typeutils.base.FloatSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * Every state of every operator, and every operator's uid. This is our format on disk: change a
 * name or a serializer, and no checkpoint made before can be restored.
 */
public final class StateNames {

  /** Fixed, since it decides which key belongs to which key group. */
  public static final int MAX_PARALLELISM = 720;

  // Operators.
  public static final String EVENT_TIMES = "event-times";
  public static final String LABEL_TIMES = "label-times";
  public static final String EVENT_ROUTER = "event-router";
  public static final String EVENT_ASKS = "event-asks";
  public static final String EVENT_ARRIVALS = "event-arrivals";
  public static final String LABEL_ARRIVALS = "label-arrivals";
  public static final String LABEL_JOIN = "label-join";
  public static final String TIME_OF_ASKS = "time-of-asks";
  public static final String TIME_OF_LESSONS = "time-of-lessons";
  public static final String COMMANDS = "commands";
  public static final String LEARNER = "learner";
  public static final String QUERIES = "queries";
  public static final String QUERY_ROUTER = "query-router";
  public static final String ANSWER_JUDGE = "answer-judge";
  public static final String ANSWER_SCORES_OPERATOR = "answer-scores";

  // Operator states, one union list each.
  public static final ListStateDescriptor<Tally> COUNTS = list("counts", RecordKind.TALLY);
  public static final ListStateDescriptor<PartitionTime> PARTITION_TIMES =
      list("partition-times", RecordKind.PARTITION_TIME);
  public static final ListStateDescriptor<PartitionRead> PARTITION_READS =
      list("partition-reads", RecordKind.PARTITION_READ);
  public static final ListStateDescriptor<Long> GENERATION =
      new ListStateDescriptor<>("generation", LongSerializer.INSTANCE);
  public static final ListStateDescriptor<ControlSettings> CONTROL =
      list("control", RecordKind.CONTROL_SETTINGS);
  public static final ListStateDescriptor<PlacedCommand> COMMANDS_AHEAD =
      list("commands-ahead", RecordKind.PLACED_COMMAND);
  public static final ListStateDescriptor<Long> RUN =
      new ListStateDescriptor<>("run", LongSerializer.INSTANCE);
  public static final ListStateDescriptor<Long> QUIET_UNTIL =
      new ListStateDescriptor<>("quiet-until", LongSerializer.INSTANCE);
  public static final ListStateDescriptor<GroupCount> KEY_COUNTS =
      list("key-counts", RecordKind.GROUP_COUNT);
  public static final ListStateDescriptor<GroupCount> WAITING_COUNTS =
      list("waiting-counts", RecordKind.GROUP_COUNT);
  public static final ListStateDescriptor<byte[]> SPECS = list("specs", RecordKind.BYTES);
  public static final ListStateDescriptor<KnownSchema> KNOWN_SCHEMAS =
      list("known-schemas", RecordKind.KNOWN_SCHEMA);

  // Of a source, by the name that Flink gives it.
  public static final ListStateDescriptor<byte[]> SOURCE_READER =
      new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

  // Operator state of the one subtask that gives commands their positions.
  public static final ListStateDescriptor<PlacingState> PLACING =
      list("placing", RecordKind.PLACING_STATE);

  // Operator state of the one subtask that adds up the answers' scores.
  public static final ListStateDescriptor<byte[]> ANSWER_SCORES =
      list("answer-scores", RecordKind.BYTES);

  // Keyed states of the judge of answers, by id and the event's effective time.
  public static final ValueStateDescriptor<double[]> SAID_BY_TIME =
      new ValueStateDescriptor<>("said-by-time", serializer(RecordKind.NUMBERS));
  public static final ValueStateDescriptor<Double> TRUE_BY_TIME =
      new ValueStateDescriptor<>("true-by-time", DoubleSerializer.INSTANCE);

  // The same in floats, as releases before wrote them.
  public static final ValueStateDescriptor<float[]> ANSWERS_BY_TIME =
      new ValueStateDescriptor<>("answers-by-time", serializer(RecordKind.FLOATS));
  public static final ValueStateDescriptor<Float> OUTCOMES_BY_TIME =
      new ValueStateDescriptor<>("outcomes-by-time", FloatSerializer.INSTANCE);

  // The same by id alone, as releases before those wrote them.
  public static final ValueStateDescriptor<float[]> ANSWER =
      new ValueStateDescriptor<>("answer", serializer(RecordKind.FLOATS));
  public static final ValueStateDescriptor<Float> ANSWER_TARGET =
      new ValueStateDescriptor<>("answer-target", FloatSerializer.INSTANCE);

  // Keyed states of the label join, by id.
  public static final ValueStateDescriptor<Waiting> WAITING =
      new ValueStateDescriptor<>("waiting", serializer(RecordKind.WAITING));

  // Keyed states of the learner, by model key.
  public static final MapStateDescriptor<BlockId, float[]> BLOCKS =
      new MapStateDescriptor<>(
          "blocks", serializer(RecordKind.BLOCK_ID), serializer(RecordKind.FLOATS));
  public static final ListStateDescriptor<WorkItem> LESSONS = list("lessons", RecordKind.WORK_ITEM);
  public static final ValueStateDescriptor<byte[]> SEEN_COUNTS =
      new ValueStateDescriptor<>("seen-counts", serializer(RecordKind.BYTES));
  public static final ValueStateDescriptor<Long> UNPUBLISHED =
      new ValueStateDescriptor<>("unpublished", LongSerializer.INSTANCE);

  // The epoch of ids that are an entry each, as releases before wrote them.
  public static final ValueStateDescriptor<Long> SEEN_EPOCH =
      new ValueStateDescriptor<>("seen-epoch", LongSerializer.INSTANCE);

  // Timers.
  public static final String JOIN_TIMERS = "join-timers";
  public static final String LESSON_TIMERS = "lesson-timers";
  public static final String ANSWER_TIMERS_BY_TIME = "answer-timers-by-time";

  /** Of releases before. */
  public static final String ANSWER_TIMERS = "answer-timers";

  private StateNames() {}

  /** Each part of a learner's state is a state of its own. */
  public static MapStateDescriptor<Integer, byte[]> part(LearnerStore.Part part) {
    return new MapStateDescriptor<>(
        part.state(), IntSerializer.INSTANCE, serializer(RecordKind.BYTES));
  }

  /** The states that a model is made of, in keyed state of the learner: blocks and parts. */
  public static Set<String> ofModel() {
    return Stream.concat(
            Stream.of(BLOCKS.getName()),
            Arrays.stream(LearnerStore.Part.values()).map(LearnerStore.Part::state))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Ids learned, with their effective time, in buckets.
   *
   * @param half 0 or 1, see {@link io.gradstream.learning.seen.SeenIds}
   */
  public static MapStateDescriptor<Integer, byte[]> seen(int half) {
    return new MapStateDescriptor<>(
        "seen-buckets-" + half, IntSerializer.INSTANCE, serializer(RecordKind.BYTES));
  }

  /** The same, an entry for each, as releases before wrote them until they have ended. */
  public static MapStateDescriptor<String, Long> seenBefore(int half) {
    return new MapStateDescriptor<>(
        "seen-" + half, StringSerializer.INSTANCE, LongSerializer.INSTANCE);
  }

  private static <T> ListStateDescriptor<T> list(String name, RecordKind kind) {
    return new ListStateDescriptor<>(name, StateNames.<T>serializer(kind));
  }

  private static <T> TypeSerializer<T> serializer(RecordKind kind) {
    return new CodecSerializer<>(kind);
  }
}

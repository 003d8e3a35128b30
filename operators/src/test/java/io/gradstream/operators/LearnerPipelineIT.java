package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.pipeline.LearnerPipeline;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.source.SourceWatermarks;
import io.gradstream.operators.source.TopicLogs;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline on a MiniCluster, two subtasks, against the plain learner. */
class LearnerPipelineIT {

  private static final int TRIPS = 300;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  private StreamExecutionEnvironment env;
  private List<QueryRecord> queries = List.of();

  @BeforeEach
  void configure() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, LearnerPipeline.MAX_PARALLELISM);
    env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
  }

  @Test
  void labelsInTheEventAreLearnedAsThePlainLearnerLearnsThem() throws Exception {
    SpecBundle bundle = TestSpecs.inEvent();
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> records = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(records::add);
    records.add(unusable());

    PipelineResults results = run(bundle, stream(records), Optional.empty());

    assertThat(results.predictions).hasSize(TRIPS);
    assertThat(results.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.MALFORMED);
    assertThat(results.newest()).isEqualTo(plainLearner(bundle, trips.lessons(0, TRIPS)));
  }

  @Test
  void queriesAreAnsweredAndChangeNothingOfWhatIsLearned() throws Exception {
    SpecBundle bundle = TestSpecs.withQueries(TestSpecs.inEvent());
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> records = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(records::add);
    queries = IntStream.range(0, TRIPS).<QueryRecord>mapToObj(trips::asked).toList();

    PipelineResults results = run(bundle, stream(records), Optional.empty());

    assertThat(results.replies).hasSize(TRIPS);
    assertThat(results.predictions).hasSize(TRIPS);
    assertThat(results.newest()).isEqualTo(plainLearner(bundle, trips.lessons(0, TRIPS)));
  }

  @Test
  void aPoolIsLearnedBySeveralSubtasksAsThePlainLearnerLearnsIt() throws Exception {
    SpecBundle bundle = TestSpecs.pool(TestSpecs.inEvent());
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> records = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(records::add);

    PipelineResults results = run(bundle, stream(records), Optional.empty());

    assertThat(results.newest())
        .isEqualTo(plainLearner(bundle, trips.lessons(0, TRIPS)))
        .hasSize(5);
  }

  @Test
  void windowsOfTheNextTripAreLearnedAsThePlainLearnerLearnsThem() throws Exception {
    areLearnedAsThePlainLearnerLearnsThem(TestSpecs.withWindow(TestSpecs.inEvent()));
  }

  @Test
  void tripsSomeTimeAheadAreLearnedAsThePlainLearnerLearnsThem() throws Exception {
    areLearnedAsThePlainLearnerLearnsThem(
        TestSpecs.ahead(TestSpecs.withWindow(TestSpecs.inEvent()), "5s"));
  }

  private void areLearnedAsThePlainLearnerLearnsThem(SpecBundle bundle) throws Exception {
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> records = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(records::add);

    PipelineResults results = run(bundle, stream(records), Optional.empty());

    assertThat(results.deadLetters).isEmpty();
    assertThat(results.newest())
        .isEqualTo(plainLearner(bundle, trips.lessons(0, TRIPS)))
        .hasSize(5);
  }

  @Test
  void aPoolOfOneSubtaskIsLearnedAsEvaluateLearnsIt() throws Exception {
    env.setParallelism(1);
    SpecBundle bundle = TestSpecs.withoutKey(TestSpecs.pool(TestSpecs.inEvent()));
    EvaluatedTrips evaluated = EvaluatedTrips.of(bundle, TRIPS, folder);
    List<SourceRecord> records = new ArrayList<>(evaluated.events());

    PipelineResults results = run(bundle, stream(records), Optional.empty());

    assertThat(evaluated.report().n()).isEqualTo(TRIPS);
    evaluated.assertSameModel(results.newestModel());
  }

  /** In each model's own order. */
  @Test
  void classesThatComeLateAreLearnedByEveryModel() throws Exception {
    SpecBundle bundle =
        TestSpecs.withTarget(TestSpecs.ownTopic(), "{classes: {atMost: 4}, field: outcome}");
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> events = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(events::add);
    events.add(mark(Trips.EVENTS));
    List<SourceRecord> labels = new ArrayList<>();
    IntStream.range(0, TRIPS)
        .mapToObj(trip -> LateClassTest.label(bundle, trips.label(trip)))
        .sorted(Comparator.comparing(Usable::position))
        .forEach(labels::add);
    labels.add(mark(Trips.LABELS));

    PipelineResults results = run(bundle, stream(events), Optional.of(stream(labels)));

    assertThat(results.deadLetters).isEmpty();
    Map<String, ModelSnapshot> models = results.newestModels();
    assertThat(models).hasSize(5);
    assertThat(models.values())
        .allSatisfy(model -> assertThat(model.classes()).contains("on time", "late", "cancelled"));
    assertThat(models.values().stream().map(ModelSnapshot::classes).distinct())
        .as("orders in which they were met")
        .hasSizeGreaterThan(1);
  }

  @Test
  void labelsOnTheirOwnTopicAreJoinedAndLearned() throws Exception {
    SpecBundle bundle = TestSpecs.ownTopic();
    Trips trips = new Trips(bundle, 1);
    List<SourceRecord> events = new ArrayList<>();
    IntStream.range(0, TRIPS).mapToObj(trips::event).forEach(events::add);
    events.add(mark(Trips.EVENTS));
    List<SourceRecord> labels = new ArrayList<>();
    IntStream.range(0, TRIPS)
        .mapToObj(trips::label)
        .sorted(Comparator.comparing(Usable::position))
        .forEach(labels::add);
    labels.add(mark(Trips.LABELS));

    PipelineResults results = run(bundle, stream(events), Optional.of(stream(labels)));

    assertThat(results.predictions).hasSize(TRIPS);
    assertThat(results.deadLetters).isEmpty();
    assertThat(results.newest()).hasSize(5);
    assertThat(results.snapshots)
        .anySatisfy(message -> assertThat(message.lineage().examples()).isGreaterThan(40));
  }

  @Test
  void labelsAreNeededExactlyWhenTheSpecHasThem() {
    assertThatThrownBy(
            () ->
                LearnerPipeline.wire(
                    TestSpecs.read(TestSpecs.inEvent()),
                    stream(List.of(mark(Trips.EVENTS))),
                    Optional.of(stream(List.of(mark(Trips.EVENTS)))),
                    commands(),
                    Optional.empty(),
                    io.gradstream.operators.learn.PipelineOptions.of(1, folder),
                    TopicLogs.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trips");
  }

  private PipelineResults run(
      SpecBundle bundle, DataStream<SourceRecord> events, Optional<DataStream<SourceRecord>> labels)
      throws Exception {
    LearnerPipeline.Outputs outputs =
        LearnerPipeline.wire(
            TestSpecs.read(bundle),
            events,
            labels,
            commands(),
            asked(),
            io.gradstream.operators.learn.PipelineOptions.of(LearnerHarness.GENERATION, folder),
            TopicLogs.NONE);
    CloseableIterator<Prediction> predictions = outputs.predictions().collectAsync();
    CloseableIterator<SnapshotMessage> snapshots = outputs.snapshots().collectAsync();
    CloseableIterator<DeadLetter> deadLetters = outputs.deadLetters().collectAsync();
    Optional<CloseableIterator<Reply>> replies = outputs.replies().map(DataStream::collectAsync);
    env.execute("trips");
    PipelineResults results = new PipelineResults();
    replies.ifPresent(all -> all.forEachRemaining(results.replies::add));
    predictions.forEachRemaining(results.predictions::add);
    snapshots.forEachRemaining(results.snapshots::add);
    deadLetters.forEachRemaining(results.deadLetters::add);
    return results;
  }

  private Optional<DataStream<QueryRecord>> asked() {
    return queries.isEmpty()
        ? Optional.empty()
        : Optional.of(env.fromData(queries, RecordTypes.QUERY_RECORD).setParallelism(1));
  }

  private DataStream<SourceRecord> stream(List<SourceRecord> records) {
    return env.fromData(records, RecordTypes.SOURCE_RECORD)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            SourceWatermarks.strategy(TestSpecs.read(TestSpecs.inEvent()).events()))
        .setParallelism(1);
  }

  /** Where a command stands placed already, on the topic, it is not placed again. */
  private DataStream<ControlAt> commands() {
    PlacedCommand placed = new PlacedCommand(new ControlCommand.Pause("c1"), 0, 1);
    return env.fromData(List.of(new ControlAt(placed, 0)), RecordTypes.CONTROL_AT)
        .setParallelism(1);
  }

  private static Mark mark(String topic) {
    return new Mark(new Position(Trips.time(2 * TRIPS), topic, 0, 1_000_000));
  }

  private static Unusable unusable() {
    return new Unusable(
        new DeadLetter(
            "trips", Reason.MALFORMED, "", "no JSON", new byte[1], Trips.EVENTS, 0, TRIPS, 0));
  }

  /** Digest of each model's snapshot after all lessons, by key and version. */
  private static Map<String, String> plainLearner(
      SpecBundle bundle, List<WorkItem.AskAndLearn> lessons) {
    LearnerSpec spec = TestSpecs.read(bundle);
    Map<String, String> newest = new TreeMap<>();
    for (String key : lessons.stream().map(WorkItem::key).distinct().toList()) {
      try (Learner learner = spec.newLearner(key, LearnerHarness.GENERATION)) {
        long reached = Long.MIN_VALUE;
        for (WorkItem.AskAndLearn lesson : lessons) {
          reached = Math.max(reached, lesson.position().time());
          if (lesson.key().equals(key)) {
            learner.learn(atTime(lesson, reached));
          }
        }
        newest.put(key + " " + learner.version(), digest(SnapshotCodec.encode(learner.snapshot())));
      }
    }
    return newest;
  }

  private static Example atTime(WorkItem.AskAndLearn lesson, long time) {
    return new Example(
        lesson.event(), lesson.id(), lesson.example().target(), lesson.position().at(time));
  }

  static String digest(byte[] bytes) {
    return StateDump.digest(new CodecSerializer<>(RecordKind.BYTES), bytes);
  }
}

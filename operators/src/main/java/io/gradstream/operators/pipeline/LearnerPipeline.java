package io.gradstream.operators.pipeline;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.control.PlacingOperator;
import io.gradstream.operators.judge.AnswerJudgeOperator;
import io.gradstream.operators.judge.AnswerScoresOperator;
import io.gradstream.operators.learn.LearnerOperator;
import io.gradstream.operators.learn.PipelineOptions;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.route.EventArrivals;
import io.gradstream.operators.route.EventAsks;
import io.gradstream.operators.route.EventRouter;
import io.gradstream.operators.route.LabelArrivals;
import io.gradstream.operators.route.LabelJoinOperator;
import io.gradstream.operators.route.NoQueries;
import io.gradstream.operators.route.QueryRouter;
import io.gradstream.operators.source.EffectiveTimeOperator;
import io.gradstream.operators.source.SourceWatermarks;
import io.gradstream.operators.source.TopicLogs;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * Wires given streams into a learner.
 *
 * <pre>
 * labels in the event:  events -> effective times -> router -> keyBy model -> learner
 * labels of their own:  events -> effective times -+-> asks ------------------> keyBy model -> learner
 *                                                  '-> keyBy id -> label join ----'
 *                       labels -> effective times ----'
 *                       answers and outcomes of the join -> keyBy id -> judge -> scores of the answers
 * queries:              queries -> router -> keyBy model -> learner -> replies
 * commands:             control and the watermark of what goes to the learner -> placing -> learner
 * </pre>
 */
public final class LearnerPipeline {

  /** Key groups of every keyed operator; a job's maximum parallelism must be this. */
  public static final int MAX_PARALLELISM = StateNames.MAX_PARALLELISM;

  /** What a learner emits. */
  public record Outputs(
      DataStream<Prediction> predictions,
      DataStream<SnapshotMessage> snapshots,
      DataStream<DeadLetter> deadLetters,
      DataStream<MetricReport> metrics,
      Optional<DataStream<Reply>> replies) {}

  private final SpecBundle bundle;
  private final LearnerSpec spec;
  private final PipelineOptions options;
  private final TopicLogs logs;
  private final List<SingleOutputStreamOperator<?>> operators = new ArrayList<>();
  private Optional<SingleOutputStreamOperator<WorkItem>> asked = Optional.empty(); // queries

  private LearnerPipeline(LearnerSpec spec, PipelineOptions options, TopicLogs logs) {
    this.spec = spec;
    this.bundle = spec.source();
    this.options = options;
    this.logs = logs;
  }

  /**
   * @param events with watermarks of {@link SourceWatermarks}
   * @param labels the same, where the spec has labels on a topic of their own
   * @param queries where the spec has a topic of them
   * @param logs of the topics that events and labels come from
   */
  public static Outputs wire(
      LearnerSpec spec,
      DataStream<SourceRecord> events,
      Optional<DataStream<SourceRecord>> labels,
      DataStream<ControlAt> control,
      Optional<DataStream<QueryRecord>> queries,
      PipelineOptions options,
      TopicLogs logs) {
    boolean ownTopic = spec.labels() instanceof LabelsSpec.OwnTopic;
    if (ownTopic != labels.isPresent()) {
      throw new IllegalArgumentException(
          "a stream of labels is needed exactly when the spec has a labels topic: " + spec.name());
    }
    if (spec.queries().isPresent() != queries.isPresent()) {
      throw new IllegalArgumentException(
          "a stream of queries is needed exactly when the spec has a topic of them: "
              + spec.name());
    }
    return new LearnerPipeline(spec, options, logs).wire(events, labels, control, queries);
  }

  private Outputs wire(
      DataStream<SourceRecord> events,
      Optional<DataStream<SourceRecord>> labels,
      DataStream<ControlAt> control,
      Optional<DataStream<QueryRecord>> queries) {
    asked = queries.map(this::routedQueries);
    if (asked.isEmpty()) {
      keepPlaceOfQueries(control);
    }
    DataStream<Usable> timed =
        behind(
            events,
            StateNames.EVENT_TIMES,
            RecordTypes.USABLE,
            EffectiveTimeOperator.ofEvents(bundle, logs));
    SingleOutputStreamOperator<Prediction> predictions =
        labels
            .map(stream -> joined(timed, stream, control))
            .orElseGet(() -> learner(List.of(routed(timed)), control));
    return new Outputs(
        predictions,
        predictions.getSideOutput(SideOutputs.SNAPSHOTS),
        all(SideOutputs.DEAD_LETTERS),
        all(SideOutputs.METRICS),
        asked.map(
            router ->
                router
                    .getSideOutput(SideOutputs.REPLIES)
                    .union(predictions.getSideOutput(SideOutputs.REPLIES))));
  }

  /** Queries ask the learner, and nothing of it waits for them. */
  private SingleOutputStreamOperator<WorkItem> routedQueries(DataStream<QueryRecord> queries) {
    return named(
        StateNames.QUERY_ROUTER,
        queries
            .transform(StateNames.QUERY_ROUTER, RecordTypes.WORK_ITEM, new QueryRouter(bundle))
            .setParallelism(queries.getParallelism()));
  }

  private static void keepPlaceOfQueries(DataStream<ControlAt> control) {
    named(
        StateNames.QUERIES,
        control
            .transform(StateNames.QUERIES, RecordTypes.WORK_ITEM, new NoQueries())
            .setParallelism(control.getParallelism()));
  }

  private DataStream<WorkItem> routed(DataStream<Usable> events) {
    return behind(events, StateNames.EVENT_ROUTER, RecordTypes.WORK_ITEM, new EventRouter(bundle));
  }

  private SingleOutputStreamOperator<Prediction> joined(
      DataStream<Usable> events, DataStream<SourceRecord> labels, DataStream<ControlAt> control) {
    SingleOutputStreamOperator<WorkItem> lessons = lessons(events, labels);
    if (!spec.publish().predictions()) {
      return learner(List.of(lessons), control);
    }
    SingleOutputStreamOperator<Prediction> predictions =
        learner(List.of(lessons, asks(events)), control);
    judge(
        predictions.getSideOutput(SideOutputs.GIVEN_ANSWERS),
        lessons.getSideOutput(SideOutputs.OUTCOMES));
    return predictions;
  }

  /** How good the answers were as given; it says so on the metrics stream alone. */
  private void judge(DataStream<GivenAnswer> answers, DataStream<Outcome> outcomes) {
    SingleOutputStreamOperator<JudgedAnswer> judged =
        keep(
            StateNames.ANSWER_JUDGE,
            answers
                .keyBy(GivenAnswer::id, Types.STRING)
                .connect(outcomes.keyBy(Outcome::id, Types.STRING))
                .transform(
                    StateNames.ANSWER_JUDGE,
                    RecordTypes.JUDGED_ANSWER,
                    new AnswerJudgeOperator(bundle)));
    keep(
        StateNames.ANSWER_SCORES_OPERATOR,
        judged
            .transform(
                StateNames.ANSWER_SCORES_OPERATOR,
                RecordTypes.METRIC_REPORT,
                new AnswerScoresOperator(bundle))
            .setParallelism(1));
  }

  private SingleOutputStreamOperator<WorkItem> lessons(
      DataStream<Usable> events, DataStream<SourceRecord> labels) {
    DataStream<Arrived> eventArrivals =
        behind(events, StateNames.EVENT_ARRIVALS, RecordTypes.ARRIVED, new EventArrivals(bundle));
    DataStream<Usable> timedLabels =
        behind(
            labels,
            StateNames.LABEL_TIMES,
            RecordTypes.USABLE,
            EffectiveTimeOperator.ofLabels(bundle, logs));
    DataStream<Arrived> labelArrivals =
        behind(
            timedLabels, StateNames.LABEL_ARRIVALS, RecordTypes.ARRIVED, new LabelArrivals(bundle));
    return keep(
        StateNames.LABEL_JOIN,
        eventArrivals
            .union(labelArrivals)
            .keyBy(Arrived::id, Types.STRING)
            .transform(
                StateNames.LABEL_JOIN, RecordTypes.WORK_ITEM, new LabelJoinOperator(bundle)));
  }

  private DataStream<WorkItem> asks(DataStream<Usable> events) {
    return events
        .map(new EventAsks(bundle))
        .returns(RecordTypes.WORK_ITEM)
        .setParallelism(events.getParallelism())
        .name(StateNames.EVENT_ASKS)
        .uid(StateNames.EVENT_ASKS);
  }

  private SingleOutputStreamOperator<Prediction> learner(
      List<DataStream<WorkItem>> work, DataStream<ControlAt> control) {
    List<DataStream<WorkItem>> all = new ArrayList<>(work);
    asked.ifPresent(all::add);
    SingleOutputStreamOperator<Prediction> learner =
        union(all)
            .keyBy(WorkItem::key, Types.STRING)
            .connect(placed(work, control).broadcast())
            .transform(
                StateNames.LEARNER, RecordTypes.PREDICTION, new LearnerOperator(bundle, options));
    // Flink's API keys both inputs of an operator or none; commands have no key.
    keyFirstInput(learner.getTransformation());
    return keep(StateNames.LEARNER, learner);
  }

  /** Commands with their positions, and the watermark that they are placed by. */
  private DataStream<PlacedCommand> placed(
      List<DataStream<WorkItem>> work, DataStream<ControlAt> control) {
    List<DataStream<WorkItem>> times = new ArrayList<>();
    for (DataStream<WorkItem> stream : work) {
      times.add(
          timeOf(stream, times.isEmpty() ? StateNames.TIME_OF_LESSONS : StateNames.TIME_OF_ASKS));
    }
    return keep(
        StateNames.COMMANDS,
        union(times)
            .connect(control)
            .transform(
                StateNames.COMMANDS,
                RecordTypes.PLACED_COMMAND,
                new PlacingOperator(bundle, options.run(), options.log(), options.snapshotFolder()))
            .setParallelism(1));
  }

  /** A stream's watermark without its records. */
  private static DataStream<WorkItem> timeOf(DataStream<WorkItem> stream, String uid) {
    return stream
        .filter(item -> false)
        .returns(RecordTypes.WORK_ITEM)
        .setParallelism(stream.getParallelism())
        .name(uid)
        .uid(uid);
  }

  private static DataStream<WorkItem> union(List<DataStream<WorkItem>> streams) {
    return streams.stream().reduce((left, right) -> left.union(right)).orElseThrow();
  }

  @SuppressWarnings("unchecked") // it was made of these types just now
  private static void keyFirstInput(Transformation<Prediction> learner) {
    var twoInputs = (TwoInputTransformation<WorkItem, PlacedCommand, Prediction>) learner;
    twoInputs.setStateKeySelectors(WorkItem::key, null);
    twoInputs.setStateKeyType(Types.STRING);
  }

  /** An operator of the parallelism of what is before it, to be chained to it. */
  private <T, R> SingleOutputStreamOperator<R> behind(
      DataStream<T> before,
      String name,
      TypeInformation<R> type,
      OneInputStreamOperator<T, R> operator) {
    return keep(
        name, before.transform(name, type, operator).setParallelism(before.getParallelism()));
  }

  private <R> SingleOutputStreamOperator<R> keep(
      String uid, SingleOutputStreamOperator<R> operator) {
    operators.add(operator);
    return named(uid, operator);
  }

  private static <R> SingleOutputStreamOperator<R> named(
      String uid, SingleOutputStreamOperator<R> operator) {
    return operator.uid(uid).setMaxParallelism(MAX_PARALLELISM);
  }

  private <R> DataStream<R> all(OutputTag<R> tag) {
    return operators.stream()
        .<DataStream<R>>map(operator -> operator.getSideOutput(tag))
        .reduce((left, right) -> left.union(right))
        .orElseThrow();
  }
}

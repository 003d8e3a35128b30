package io.gradstream.operators.learn;

import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.Answer;
import io.gradstream.learning.Learner;
import io.gradstream.learning.SeenIds;
import io.gradstream.learning.SpecHistory;
import io.gradstream.learning.StoredLearners;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.SpecChange;
import io.gradstream.network.memory.NativeMemory;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.ControlSettings;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.GroupCount;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Learn;
import io.gradstream.operators.record.WorkItem.Lesson;
import io.gradstream.operators.report.KeyedCount;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.report.StoredSpecs;
import io.gradstream.operators.route.EventIds;
import io.gradstream.operators.source.EffectiveTimeOperator;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Answers and learns, one model for each key. Input 1 is keyed by model key, input 2 brings control
 * commands to every subtask and never holds time back.
 *
 * <p>An answer is given on arrival and touches no state. A lesson is learned on arrival or, in
 * {@link Order#TIME}, when the watermark has reached its effective time, in position order; and no
 * record is late (see {@link EffectiveTimeOperator}), so the order is the same for every arrival.
 *
 * <p><b>Recovery, worked through.</b> At the barrier of checkpoint 7 key {@code JFK} stands at
 * version 1.40: the resident model is written to keyed state before the barrier goes on, with its
 * half-full mini-batch, beside the lessons that wait and their timers. The job learns on to 1.43,
 * publishes it, and fails. It goes on from checkpoint 7: the sources re-read what came after the
 * barrier, the lessons come in the same position order, and 1.41 to 1.43 are made again with the
 * same bytes; publishing them again changes nothing. Wall clock decides only which are published.
 * {@link Control} says how commands keep to this.
 */
public final class LearnerOperator extends ReportingOperator<Prediction>
    implements TwoInputStreamOperator<WorkItem, ControlCommand, Prediction>,
        Triggerable<String, Long>,
        BoundedMultiInput {

  private static final long serialVersionUID = 1;

  /** Most reports on single models in a second; the totals come in any case. */
  private static final int MOST_REPORTS = 256;

  /** Most gauges of networks in a second: the rank of a wide layer takes a millisecond. */
  private static final int MOST_ACTIVITIES = 16;

  private final PipelineOptions options;

  private transient int reportsLeft;
  private transient int activitiesLeft;
  private transient Control control;
  private transient KeyedCount keyCount;
  private transient KeyedCount waitingCount;
  private transient StoredSpecs storedSpecs;
  private transient SpecHistory history;
  private transient EventProjection projection; // of events that waited under the spec of before
  private transient ListState<Long> generationState;
  private transient ListState<ControlSettings> controlState;
  private transient ListState<GroupCount> keyCountState;
  private transient ListState<GroupCount> waitingCountState;

  private transient ResidentLearners residents;
  private transient LessonQueue lessons;
  private transient SeenIds seen;
  private transient KeyedSeenIds seenMemory;
  private transient Publishing publishing;
  private transient int timeField; // -1: an event's time is its Kafka record's

  public LearnerOperator(SpecBundle bundle, PipelineOptions options) {
    super(
        bundle,
        "learner",
        EnumSet.of(
            Count.ANSWERS,
            Count.EXAMPLES,
            Count.UPDATES,
            Count.SKIPPED_UPDATES,
            Count.EXPLODED_UPDATES,
            Count.DUPLICATES,
            Count.EVENTS_DEAD,
            Count.LABELS_DEAD,
            Count.SNAPSHOTS,
            Count.SNAPSHOTS_FAILED));
    this.options = options;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    control = new Control();
    keyCount = KeyedCount.of(task());
    waitingCount = KeyedCount.of(task());
    OperatorStateStore states = context.getOperatorStateStore();
    generationState = states.getUnionListState(StateNames.GENERATION);
    controlState = states.getUnionListState(StateNames.CONTROL);
    keyCountState = states.getUnionListState(StateNames.KEY_COUNTS);
    waitingCountState = states.getUnionListState(StateNames.WAITING_COUNTS);
    long generation = options.generation();
    if (context.isRestored()) {
      for (long restored : generationState.get()) {
        generation = restored;
      }
      control.restore(controlState.get());
      keyCount.restore(keyCountState.get());
      waitingCount.restore(waitingCountState.get());
    }
    storedSpecs = StoredSpecs.restore(context, SpecHistory.of(generation, spec()));
    goOnFrom(storedSpecs.history());
  }

  private void goOnFrom(SpecHistory before) {
    SpecChange change = storedSpecs.changeTo(spec(), options.warmStart());
    history = before.with(spec(), options.generation());
    projection = new EventProjection(before.spec().model().events(), spec().model().events());
    if (change.changesLearningRate()) {
      control.specRateChanged();
    }
    if (change.changesLearning()) {
      LOG.info(
          "The spec of learner '{}' has changed; of its models is kept: {}. From now on their"
              + " generation is {}.",
          spec().name(),
          change.kept(),
          history.generation());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    reportsLeft = MOST_REPORTS;
    activitiesLeft = MOST_ACTIVITIES;
    openResidents();
    lessons =
        new LessonQueue(
            buckets(),
            getInternalTimerService(StateNames.LESSON_TIMERS, LongSerializer.INSTANCE, this));
    if (!projection.changesNothing()) {
      lessons.project(projection, getKeyedStateBackend());
    }
    seen = new SeenIds(spec().labels().remembered());
    seenMemory =
        new KeyedSeenIds(
            getPartitionedState(StateNames.SEEN_EPOCH),
            getPartitionedState(StateNames.seen(0)),
            getPartitionedState(StateNames.seen(1)));
    timeField = spec().events().time().map(spec().model().events()::indexOf).orElse(-1);
    openPublishing();
    getMetricGroup().gauge("keys", keyCount::total);
    getMetricGroup().gauge("waiting", waitingCount::total);
    getMetricGroup().gauge("resident", residents::size);
    getMetricGroup().gauge("native.bytes", NativeMemory::bytes);
    getMetricGroup().gauge("unpublished", publishing::waiting);
  }

  @SuppressWarnings("unchecked") // the type that every backend's keyed state has, by contract
  private InternalListState<String, Long, WorkItem> buckets() throws Exception {
    return (InternalListState<String, Long, WorkItem>)
        this.<Long, ListState<WorkItem>, List<WorkItem>>getOrCreateKeyedState(
            LongSerializer.INSTANCE, StateNames.LESSONS);
  }

  private void openResidents() throws Exception {
    KeyedLearnerStore store =
        new KeyedLearnerStore(
            getPartitionedState(StateNames.BLOCKS),
            part -> getPartitionedState(StateNames.part(part)));
    residents =
        new ResidentLearners(
            options.residents(),
            control.inForce(),
            key -> {
              setCurrentKey(key);
              return store;
            },
            new StoredLearners(history, options.kind()::newLearner),
            key -> options.kind().newLearner(spec(), key, history.generation()),
            this::reportOnce);
  }

  private void openPublishing() throws Exception {
    publishing =
        new Publishing(
            spec(),
            Path.of(options.snapshotFolder()),
            getPartitionedState(StateNames.UNPUBLISHED),
            key -> {
              setCurrentKey(key);
              return residents.get(key).learner();
            },
            counts(),
            message -> output.collect(SideOutputs.SNAPSHOTS, new StreamRecord<>(message)),
            getProcessingTimeService().getCurrentProcessingTime());
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend()
            .getKeys(StateNames.UNPUBLISHED.getName(), VoidNamespace.INSTANCE)) {
      publishing.restore(keys);
    }
    every(spec().publish().snapshotsEvery().toMillis(), this::publishDue);
  }

  @Override
  public void processElement1(StreamRecord<WorkItem> element) throws Exception {
    WorkItem item = element.getValue();
    if (spec().publish().predictions() && !(item instanceof Learn)) {
      answer(item);
    }
    if (item instanceof Lesson lesson) {
      receive(lesson);
    }
  }

  private void answer(WorkItem item) {
    Answer answer = residents.get(item.key()).learner().answer(item.event());
    counts().add(Count.ANSWERS);
    output.collect(
        new StreamRecord<>(
            new Prediction(
                spec().name(),
                item.id(),
                item.key(),
                answer.output(),
                answer.version(),
                answer.learnedThrough(),
                eventTime(item)),
            item.position().time()));
  }

  private long eventTime(WorkItem item) {
    return timeField < 0 || item.event().isMissing(timeField)
        ? item.position().time()
        : item.event().time(timeField);
  }

  private void receive(Lesson lesson) throws Exception {
    if (spec().events().order() == Order.ARRIVAL) {
      learn(lesson);
    } else if (waitingCount.total() >= spec().limits().waiting()) {
      dead(lesson, Reason.LIMIT, "limits.waiting is reached: " + spec().limits().waiting());
    } else {
      lessons.add(lesson);
      waitingCount.add(lesson.key(), 1);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    List<Lesson> due = lessons.take(timer.getTimestamp());
    waitingCount.add(timer.getKey(), -due.size());
    for (Lesson lesson : due) {
      learn(lesson);
    }
  }

  private void learn(Lesson lesson) throws Exception {
    Resident resident = residents.get(lesson.key());
    if (!resident.exists() && keyCount.total() >= spec().limits().keys()) {
      dead(lesson, Reason.LIMIT, "limits.keys is reached: " + spec().limits().keys());
    } else if (isDuplicate(lesson)) {
      counts().add(Count.DUPLICATES);
      dead(lesson, Reason.DUPLICATE, "the id was learned before: " + lesson.id());
    } else {
      learn(lesson, resident);
    }
  }

  private boolean isDuplicate(Lesson lesson) {
    return !(lesson instanceof Learn) // the label join has looked already
        && !lesson.id().equals(EventIds.NONE)
        && seen.isDuplicate(lesson.id(), lesson.position().time(), seenMemory);
  }

  private void learn(Lesson lesson, Resident resident) throws Exception {
    if (!resident.exists()) {
      keyCount.add(lesson.key(), 1);
    }
    Learner learner = resident.learner();
    long skippedBefore = learner.skippedUpdates();
    resident.learned();
    counts().add(Count.EXAMPLES);
    if (learner.learn(lesson.example())) {
      counts().add(Count.UPDATES);
      counts().add(Count.SKIPPED_UPDATES, learner.skippedUpdates() - skippedBefore);
      counts().add(Count.EXPLODED_UPDATES, learner.hasExploded() ? 1 : 0);
      for (Reaction reaction : learner.takeNews()) {
        LOG.info("Drift of '{}', model '{}': {}", spec().name(), learner.key(), reaction.words());
      }
      publishing.changed(learner);
    }
  }

  private void dead(Lesson lesson, Reason reason, String message) {
    dead(lesson.position(), lesson.original(), reason, "", message);
  }

  @Override
  public void processElement2(StreamRecord<ControlCommand> element) {
    control.receive(element.getValue());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    if (control.takeEffect(checkpoint)) {
      residents.setSettings(control.inForce());
    }
    residents.writeChanged();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    boolean first = task().getIndexOfThisSubtask() == 0; // what all have alike, one writes
    generationState.update(first ? List.of(history.generation()) : List.of());
    storedSpecs.keep(history, task());
    controlState.update(first ? List.of(control.inForce()) : List.of());
    keyCountState.update(keyCount.groups());
    waitingCountState.update(waitingCount.groups());
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    control.completed(checkpoint);
  }

  private void publishDue(long now) throws IOException {
    if (!control.holdsBack()) {
      publishing.publishDue(now);
    }
  }

  @Override
  protected void report(long now) throws Exception {
    residents.all().forEach(this::reportOnce);
    reportsLeft = MOST_REPORTS;
    activitiesLeft = MOST_ACTIVITIES;
    super.report(now);
  }

  private void reportOnce(Resident resident) {
    if (reportsLeft > 0 && resident.takeUnreported()) {
      reportsLeft--;
      report(resident.learner(), getProcessingTimeService().getCurrentProcessingTime());
    }
  }

  private void report(Learner learner, long now) {
    List<Measure> measures = new ArrayList<>(learner.scores().measures());
    measures.add(new Measure("examples", learner.lineage().examples()));
    measures.add(new Measure("categories", learner.categories()));
    measures.add(new Measure("skipped.examples", learner.skippedExamples()));
    measures.add(new Measure("skipped.updates", learner.skippedUpdates()));
    measures.add(new Measure("exploded", learner.hasExploded() ? 1 : 0));
    measures.add(new Measure("learning.rate", learner.learningRate()));
    measures.add(new Measure("paused", learner.isPaused() ? 1 : 0));
    learner.drift().ifPresent(drift -> measures.addAll(drift.measures()));
    if (activitiesLeft-- > 0) {
      addActivity(learner.activity(), measures);
    }
    send(
        new MetricReport(
            spec().name(),
            "learner",
            learner.key(),
            Optional.of(learner.version()),
            now,
            measures));
  }

  private static void addActivity(Activity activity, List<Measure> measures) {
    measures.add(new Measure("units", activity.units()));
    measures.add(new Measure("dead.units", activity.deadUnits()));
    measures.add(new Measure("effective.rank", activity.effectiveRank()));
  }

  @Override
  protected List<Measure> gauges() {
    return List.of(
        new Measure("keys", keyCount.total()),
        new Measure("waiting", waitingCount.total()),
        new Measure("resident", residents.size()),
        new Measure("native.bytes", NativeMemory.bytes()),
        new Measure("unpublished", publishing.waiting()));
  }

  @Override
  public void endInput(int input) {
    if (input == 1 && !control.holdsBack()) {
      publishing.publishAll(getProcessingTimeService().getCurrentProcessingTime());
    }
  }

  /** Time is the records' alone. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  /** Commands have no time; they must not hold anything back. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("the learner has no keyed processing-time timers");
  }

  @Override
  public void close() throws Exception {
    if (residents != null) {
      residents.close();
    }
    super.close();
  }
}

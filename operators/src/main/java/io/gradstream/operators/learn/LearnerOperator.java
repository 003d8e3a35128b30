package io.gradstream.operators.learn;

import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.network.memory.HeldMemory;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.control.PlacingOperator;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Lesson;
import io.gradstream.operators.record.WorkItem.Query;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.report.StoredCount;
import io.gradstream.operators.report.StoredSpecs;
import io.gradstream.operators.source.EffectiveTimeOperator;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
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
 * commands to every subtask, each before the watermark that passes its position.
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
 * {@link PlacingOperator} says how commands keep to this.
 */
public final class LearnerOperator extends ReportingOperator<Prediction>
    implements TwoInputStreamOperator<WorkItem, PlacedCommand, Prediction>,
        Triggerable<String, Long>,
        BoundedMultiInput {

  private static final long serialVersionUID = 1;

  private final PipelineOptions options;

  private transient InForce inForce;
  private transient StoredCount keyCount;
  private transient StoredCount waitingCount;
  private transient LearnersInState learners;
  private transient ResidentLearners residents;
  private transient LessonQueue lessons;
  private transient KeyedSeenIds seen;
  private transient LessonLearner lessonLearner;
  private transient AnswerDesk answers;
  private transient Publishing publishing;
  private transient Republishing republishing;
  private transient ModelOrders orders;
  private transient ModelReports reports;
  private transient boolean begun;
  private transient int inputsLeft;

  public LearnerOperator(SpecBundle bundle, PipelineOptions options) {
    super(bundle, "learner", Count.ofLearner());
    this.options = options;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    keyCount = StoredCount.restore(context, StateNames.KEY_COUNTS, task());
    inForce = InForce.restore(context, spec(), options, keyCount.restored() == 0);
    waitingCount = StoredCount.restore(context, StateNames.WAITING_COUNTS, task());
  }

  @Override
  public void open() throws Exception {
    super.open();
    inputsLeft = 2;
    reports = new ModelReports(spec(), this::send, shown());
    openResidents();
    answers = new AnswerDesk(spec(), residents, inForce.catchingUp(), counts(), shown(), output);
    openPublishing();
    openLessons();
    show(
        new LiveNumber(JobMetric.KEYS, keyCount::total),
        new LiveNumber(JobMetric.WAITING, waitingCount::total),
        new LiveNumber(JobMetric.RESIDENT, residents::size),
        new LiveNumber(JobMetric.NETWORK_BYTES, HeldMemory::bytes),
        new LiveNumber(JobMetric.UNPUBLISHED, publishing::waiting),
        lessons.lag());
    show(inForce.numbers());
  }

  private void openResidents() throws Exception {
    KeyedLearnerStore store =
        new KeyedLearnerStore(
            getPartitionedState(StateNames.BLOCKS),
            part -> getPartitionedState(StateNames.part(part)));
    learners =
        new LearnersInState(
            inForce, store, this::setCurrentKey, leaving -> reports.report(leaving, now()));
    residents = new ResidentLearners(options.residents(), learners);
    try (Stream<String> keys = keysOf(StateNames.part(LearnerStore.Part.CHALLENGERS).getName())) {
      learners.requireChampions(keys);
    }
  }

  private Stream<String> keysOf(String state) {
    return this.<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE);
  }

  private void openLessons() throws Exception {
    lessons =
        new LessonQueue(
            spec().events().order(),
            buckets(),
            getInternalTimerService(StateNames.LESSON_TIMERS, LongSerializer.INSTANCE, this));
    EventProjection projection = inForce.projection();
    if (!inForce.keepsExamples()) {
      dropLessons();
    } else if (!projection.changesNothing()) {
      lessons.project(projection, getKeyedStateBackend());
    }
    SeenIdsState ids = new SeenIdsState(this::getPartitionedState, getKeyedStateBackend());
    seen = new KeyedSeenIds(ids, () -> (String) getCurrentKey(), this::setCurrentKey);
    lessonLearner =
        new LessonLearner(
            spec(), seen, keyCount, residents, publishing, inForce.commands(), counts());
    orders =
        new ModelOrders(
            spec(),
            inForce.commands(),
            task(),
            this::setCurrentKey,
            residents,
            keyCount,
            publishing,
            counts());
  }

  /** Lessons of another target, key, id or time are none of the present spec's. */
  private void dropLessons() throws Exception {
    List<Lesson> dropped = lessons.takeAll(getKeyedStateBackend());
    for (Lesson lesson : dropped) {
      waitingCount.add(lesson.key(), -1);
      dead(lesson, Reason.WRONG_TYPE, StoredSpecs.WAITED_UNDER_ANOTHER);
    }
    StoredSpecs.tellDropped(spec(), dropped.size());
  }

  @SuppressWarnings("unchecked") // the type that every backend's keyed state has, by contract
  private InternalListState<String, Long, WorkItem> buckets() throws Exception {
    return (InternalListState<String, Long, WorkItem>)
        this.<Long, ListState<WorkItem>, List<WorkItem>>getOrCreateKeyedState(
            LongSerializer.INSTANCE, StateNames.LESSONS);
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
            now());
    try (Stream<String> keys = keysOf(StateNames.UNPUBLISHED.getName())) {
      publishing.restore(keys);
    }
    republishing =
        new Republishing(
            getKeyedStateBackend(), this::setCurrentKey, publishing, inForce.isNewGeneration());
    republishing.begin(options.publishAll());
    every(spec().publish().snapshotsEvery().toMillis(), this::publishDue);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    republishing.checkpointCompleted();
  }

  /** Not before the run has begun, until when it may learn that it is none, nor far behind. */
  private void publishDue(long now) throws IOException {
    if (begun && inForce.catchingUp().isOver()) {
      publishing.publishDue(now);
    }
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    begun = true;
    super.processWatermark2(mark);
  }

  @Override
  public void processElement1(StreamRecord<WorkItem> element) throws Exception {
    WorkItem item = element.getValue();
    answers.take(item);
    if (!(item instanceof Query)) {
      lessons.arrived(item.position().time());
    }
    if (item instanceof Lesson lesson) {
      receive(lesson);
    }
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
    if (orders.upTo(lesson.position().time())) {
      setCurrentKey(lesson.key());
    }
    lessonLearner
        .learn(lesson)
        .ifPresent(refusal -> dead(lesson, refusal.reason(), refusal.message()));
  }

  private void dead(Lesson lesson, Reason reason, String message) {
    dead(lesson.position(), lesson.original(), reason, "", message);
  }

  @Override
  public void processElement2(StreamRecord<PlacedCommand> element) throws Exception {
    inForce.commands().add(element.getValue());
    obey();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark); // what is learned up to there
    inForce.catchingUp().reached(mark.getTimestamp());
    orders.reached(mark.getTimestamp());
    obey();
  }

  /** Commands hold as soon as all before them is learned, whether or not anything comes. */
  private void obey() throws Exception {
    if (orders.asFarAsReached()) {
      publishDue(now());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    residents.writeChanged();
    seen.write();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    inForce.keep(task());
    keyCount.keep();
    waitingCount.keep();
  }

  /** What waits, and what is in force, is told though nothing else is counted. */
  @Override
  protected boolean isToReport() {
    return waitingCount.takeChanged() | inForce.commands().takeNews(); // both are taken
  }

  @Override
  protected void report(long now) throws Exception {
    reports.report(residents.all(), now);
    super.report(now);
  }

  @Override
  public void endInput(int input) {
    inputsLeft--;
    if (inputsLeft == 0) { // the last watermark comes by either
      publishing.publishAll(now());
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("the learner has no keyed processing-time timers");
  }

  @Override
  public void close() throws Exception {
    if (residents != null) {
      residents.close();
      learners.close();
    }
    super.close();
  }
}

package io.gradstream.operators.route;

import io.gradstream.learning.Example;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.LabelJoin;
import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.report.StoredCount;
import io.gradstream.operators.report.StoredSpecs;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps what {@link LabelJoin} knows of each id, and wakes it at effective times. Keyed by id;
 * reads events and labels as one stream and emits examples for the learner, and what turned out
 * true for the judge of answers.
 *
 * <p>A record is handled when the watermark has passed its effective time, so it does not matter
 * which of several topics and partitions was read first. Beyond {@code limits.waiting} records in
 * one subtask a record is a dead letter; which one then depends on arrival, and the promise of
 * equal bits ends there.
 */
public final class LabelJoinOperator extends ReportingOperator<WorkItem>
    implements OneInputStreamOperator<Arrived, WorkItem>,
        Triggerable<String, VoidNamespace>,
        LabelJoin.Output {

  private static final long serialVersionUID = 1;

  private transient LabelJoin join;
  private transient ModelKeys keys;
  private transient ValueState<Waiting> waiting;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient StoredCount waitingCount;
  private transient StoredSpecs storedSpecs;
  private transient SpecChange change; // since the checkpoint

  public LabelJoinOperator(SpecBundle bundle) {
    super(
        bundle,
        "join",
        EnumSet.of(Count.LABELS_JOINED, Count.LABELS_MISSED, Count.EVENTS_DEAD, Count.LABELS_DEAD));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waitingCount = StoredCount.restore(context, StateNames.WAITING_COUNTS, task());
    storedSpecs = StoredSpecs.restore(context, inForce());
    long joined = 0;
    if (context.isRestored()) {
      joined = countedBefore(Count.LABELS_JOINED) + countedBefore(Count.LABELS_MISSED);
    }
    // The learner decides; what went through here may have been learned.
    change = storedSpecs.changeTo(spec(), true, joined == 0);
  }

  /** Only the learner has generations. */
  private SpecHistory inForce() {
    return SpecHistory.of(0, spec());
  }

  @Override
  public void open() throws Exception {
    super.open();
    join = new LabelJoin((LabelsSpec.OwnTopic) spec().labels());
    keys = new ModelKeys(spec().model());
    waiting = getPartitionedState(StateNames.WAITING);
    timers =
        getInternalTimerService(StateNames.JOIN_TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    show(new LiveNumber(JobMetric.WAITING, waitingCount::total));
    bringIntoSpec();
  }

  /** Brings what waited under another spec into the present one's; what cannot be, leaves. */
  private void bringIntoSpec() throws Exception {
    WaitingUnder under =
        new WaitingUnder(change, storedSpecs.history().spec().model().events(), spec());
    if (under.changesNothing()) {
      return;
    }
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    List<String> ids;
    try (Stream<String> all =
        backend.getKeys(StateNames.WAITING.getName(), VoidNamespace.INSTANCE)) {
      ids = all.toList(); // before the first is changed
    }
    long dropped = 0;
    for (String id : ids) {
      setCurrentKey(id);
      Waiting before = known();
      keep(before, under.of(before));
      for (Arrived record : under.takeDropped()) {
        dead(record, Reason.WRONG_TYPE, StoredSpecs.WAITED_UNDER_ANOTHER);
        dropped++;
      }
    }
    StoredSpecs.tellDropped(spec(), dropped);
  }

  @Override
  public void processElement(StreamRecord<Arrived> element) throws Exception {
    Arrived record = element.getValue();
    if (waitingCount.total() >= spec().limits().waiting()) {
      dead(record, Reason.LIMIT, "limits.waiting is reached: " + spec().limits().waiting());
      return;
    }
    Waiting before = known();
    keep(before, join.arrive(before, record));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Waiting before = known();
    keep(before, join.advance(before, timer.getTimestamp(), this));
  }

  /** Before the first label nothing is counted: what waits is told all the same. */
  @Override
  protected boolean isToReport() {
    return waitingCount.takeChanged();
  }

  private Waiting known() throws Exception {
    Waiting known = waiting.value();
    return known == null ? Waiting.NOTHING : known;
  }

  private void keep(Waiting before, Waiting after) throws Exception {
    waitingCount.add((String) getCurrentKey(), records(after) - records(before));
    if (before.forgetAt() != after.forgetAt()) {
      // It would do nothing, but lie in a savepoint or not by what came when.
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before.forgetAt());
    }
    if (after.isNothing()) {
      waiting.clear();
      return;
    }
    if (!after.equals(before)) {
      waiting.update(after);
    }
    long next = join.nextTime(after);
    if (next != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
    }
  }

  private static int records(Waiting state) {
    return state.pending().size() + (state.held().isPresent() ? 1 : 0);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("the label join has no processing-time timers");
  }

  @Override
  public void joined(Arrived.EventArrived event, Example example) {
    counts().add(Count.LABELS_JOINED);
    learn(event, example);
  }

  @Override
  public void missed(Arrived.EventArrived event, Optional<Example> negative) {
    counts().add(Count.LABELS_MISSED);
    negative.ifPresent(example -> learn(event, example));
  }

  private void learn(Arrived.EventArrived event, Example example) {
    long time = example.position().time();
    WorkItem item = new WorkItem.Learn(keys.of(example.event()), example);
    Outcome outcome = new Outcome(example.id(), event.position().time(), example.target());
    output.collect(new StreamRecord<>(item, time));
    output.collect(SideOutputs.OUTCOMES, new StreamRecord<>(outcome, time));
  }

  @Override
  public void dead(Arrived record, Reason reason, String message) {
    dead(record.position(), record.original(), reason, "", message);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waitingCount.keep();
    storedSpecs.keep(inForce(), task());
  }
}

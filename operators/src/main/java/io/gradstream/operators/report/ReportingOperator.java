package io.gradstream.operators.report;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.Tally;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What all our operators have in common: the spec, counts that survive a restart, a metric report
 * each second in which something was counted, and dead letters.
 */
public abstract class ReportingOperator<T> extends AbstractStreamOperator<T> {

  public static final long REPORT_EVERY_MILLIS = 1000;

  private static final long serialVersionUID = 1;

  private final SpecBundle bundle;
  private final String role;
  private final EnumSet<Count> kinds; // in the order that reports name them

  private transient LearnerSpec spec;
  private transient Counts counts;
  private transient ListState<Tally> countState;
  private transient List<LiveNumber> live;
  private transient ShownNumbers shown;

  /**
   * @param role first part of the name that reports come under, for instance {@code join}
   */
  protected ReportingOperator(SpecBundle bundle, String role, EnumSet<Count> kinds) {
    this.bundle = bundle;
    this.role = role;
    this.kinds = EnumSet.copyOf(kinds);
  }

  protected final LearnerSpec spec() {
    return spec;
  }

  protected final Counts counts() {
    return counts;
  }

  /** What Flink's metrics have of this subtask. */
  protected final ShownNumbers shown() {
    return shown;
  }

  protected final TaskInfo task() {
    return getRuntimeContext().getTaskInfo();
  }

  /** The name reports come under, for instance {@code join-1}. */
  protected final String source() {
    return role + "-" + task().getIndexOfThisSubtask();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    spec = SpecReader.read(bundle);
    live = List.of();
    shown = ShownNumbers.below(getMetricGroup());
    counts = new Counts(task().getIndexOfThisSubtask(), kinds);
    countState = context.getOperatorStateStore().getUnionListState(StateNames.COUNTS);
    if (context.isRestored()) {
      counts.restore(countState.get(), task().getNumberOfParallelSubtasks());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    kinds.forEach(count -> shown.show(count.measure(), () -> counts.withOrphans(count)));
    if (kinds.contains(Count.EVENTS_DEAD) || kinds.contains(Count.LABELS_DEAD)) {
      for (Reason reason : Reason.values()) {
        shown.set(JobMetric.DEAD_LETTERS, 0, reason.name());
      }
    }
    every(REPORT_EVERY_MILLIS, this::report);
  }

  /** Shows more values of the moment from now on, beside the counts. */
  protected final void show(LiveNumber... numbers) {
    live = Stream.concat(live.stream(), Stream.of(numbers)).toList();
    for (LiveNumber number : numbers) {
      shown.show(number.metric().measure(), number.value());
    }
  }

  /** What all subtasks together had counted in the checkpoint; 0 without one. */
  protected final long countedBefore(Count count) throws Exception {
    long counted = 0;
    for (Tally tally : countState.get()) {
      counted += tally.counts().getOrDefault(count, 0L);
    }
    return counted;
  }

  /** Wall clock, epoch milliseconds. */
  protected final long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** Something to do again and again, at times that do not matter to what is learned. */
  protected interface Tick {
    void at(long now) throws Exception;
  }

  protected final void every(long millis, Tick tick) {
    getProcessingTimeService()
        .registerTimer(
            now() + millis,
            time -> {
              tick.at(now()); // may be late, the timer's own time is not
              every(millis, tick);
            });
  }

  /** Whether a report is due though nothing was counted; asked once for each report. */
  protected boolean isToReport() {
    return false;
  }

  /** What a report says beside counts and numbers of the moment. */
  protected List<Measure> moreMeasures() {
    return List.of();
  }

  /** Sends the counts when they have changed, or something else is to be told. */
  protected void report(long now) throws Exception {
    if (isToReport() | counts.takeChanged()) { // both are taken
      List<Measure> measures = new ArrayList<>(counts.measures());
      live.forEach(number -> measures.add(number.measure()));
      measures.addAll(moreMeasures());
      send(new MetricReport(spec.name(), source(), "", Optional.empty(), now, measures));
    }
  }

  protected final void send(MetricReport report) {
    output.collect(SideOutputs.METRICS, new StreamRecord<>(report));
  }

  protected final void dead(
      Position position, byte[] original, Reason reason, String field, String message) {
    dead(
        new DeadLetter(
            spec.name(),
            reason,
            field,
            message,
            original,
            position.topic(),
            position.partition(),
            position.offset(),
            position.time()));
  }

  protected final void dead(DeadLetter letter) {
    boolean event = letter.topic().equals(spec.events().topic());
    counts.add(event ? Count.EVENTS_DEAD : Count.LABELS_DEAD);
    shown.count(JobMetric.DEAD_LETTERS, letter.reason().name());
    output.collect(SideOutputs.DEAD_LETTERS, new StreamRecord<>(letter));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    countState.update(counts.tallies());
  }

  @Override
  public void finish() throws Exception {
    report(now());
    super.finish();
  }
}

package io.gradstream.operators.source;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.record.PartitionTime;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.source.HeldBy.Held;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives each record its effective time, right behind its source: how far its partition has come
 * ({@link io.gradstream.learning.EffectiveTime}), or its own event time where that is later.
 * Unusable records leave here, as dead letters; time marks have moved time on and go no further,
 * nor do tombstones, which are counted. Offsets are followed too, so that records which are gone
 * unread are told ({@link PartitionReads}).
 *
 * <p><b>Why nothing is ever late.</b> The source sends a watermark per partition, the effective
 * time of that partition by the records since the start, minus one, and combines them by their
 * minimum. A record of partition <em>p</em> is given at least the effective time <em>M(p)</em>
 * before it; the watermark in front of it is at most <em>M(p) - 1</em>. So every record is ahead of
 * every watermark sent before it, however late its own event time is.
 *
 * <p><b>Nor after a restore.</b> Flink restores no watermarks: the source's start anew, lower, and
 * of two effective times fed the same records the one that started later is never ahead. The
 * effective times <em>M(p)</em> are restored from our state, so they are at least those of the
 * checkpoint, and whatever was learned before it had an effective time of at most the watermark
 * then, hence below every <em>M(p)</em>. Records after the restore are ahead of both. It makes no
 * difference which subtask reads a partition now: the state goes to all, and the largest counts. A
 * partition that is new since the checkpoint begins right behind the watermark sent so far; how far
 * that is, is up to the wall clock, so its very first records are outside the promise of equal bits
 * until the next checkpoint. Partitions are looked for only when the job starts, never while it
 * runs.
 *
 * <p>Idleness detection breaks the first argument (a partition left out of the minimum may come
 * back behind it), which is why it is off by default. Such a record is learned all the same, at the
 * next watermark, but in an order that a replay may not repeat.
 */
public final class EffectiveTimeOperator extends ReportingOperator<Usable>
    implements OneInputStreamOperator<SourceRecord, Usable> {

  /** A record this much behind its partition is worth telling. */
  static final long FAR_BEHIND_MILLIS = 60 * 60 * 1000;

  private static final long serialVersionUID = 1;

  private final SourceCounts kinds;
  private final TopicLogs logs;

  private transient Optional<FeatureWatch> features; // of events
  private transient TimeWatch clock;
  private transient PartitionTimes times;
  private transient PartitionReads reads;
  private transient LogWatch watch;
  private transient GapTeller teller;
  private transient Silence silence;
  private transient LearningHeld held;
  private transient Stands stands; // as they were heard last
  private transient long watermark; // sent since the start
  private transient long recordsRead; // since the start
  private transient boolean isInOrderOfArrival;
  private transient ListState<PartitionTime> timesState;
  private transient ListState<PartitionRead> readsState;
  private transient SourceRegistry registry;
  private transient KnownSchemasState schemas;

  private EffectiveTimeOperator(SpecBundle bundle, SourceCounts kinds, TopicLogs logs) {
    super(bundle, kinds.role(), kinds.all());
    this.kinds = kinds;
    this.logs = logs;
  }

  public static EffectiveTimeOperator ofEvents(SpecBundle bundle, TopicLogs logs) {
    return new EffectiveTimeOperator(bundle, SourceCounts.EVENTS, logs);
  }

  public static EffectiveTimeOperator ofLabels(SpecBundle bundle, TopicLogs logs) {
    return new EffectiveTimeOperator(bundle, SourceCounts.LABELS, logs);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    isInOrderOfArrival = spec().events().order() == Order.ARRIVAL;
    times = new PartitionTimes(spec().events().ahead());
    reads = new PartitionReads(topic(), logs);
    watermark = PartitionTimes.NEVER;
    timesState = context.getOperatorStateStore().getUnionListState(StateNames.PARTITION_TIMES);
    readsState = context.getOperatorStateStore().getUnionListState(StateNames.PARTITION_READS);
    if (context.isRestored()) {
      times.restore(timesState.get());
      for (PartitionRead read : reads.restore(readsState.get())) {
        times.restoreClaim(new Partition(read.topic(), read.partition()), read.claimed());
      }
    }
    openRegistry(context);
  }

  private void openRegistry(StateInitializationContext context) throws Exception {
    StreamFormat format =
        kinds == SourceCounts.EVENTS
            ? spec().events().format()
            : ((LabelsSpec.OwnTopic) spec().labels()).format();
    String url = format.registryUrl().orElse("");
    registry = SourceRegistry.joinedBy(this, getProcessingTimeService());
    schemas = KnownSchemasState.restore(context, url, registry.known());
    if (!url.isEmpty()) {
      show(registry.waiting());
    }
  }

  /** A source that waits for its registry counts nothing, and has something to tell. */
  @Override
  protected boolean isToReport() {
    return registry.takeToReport();
  }

  private EventSchema schema() {
    return kinds == SourceCounts.LABELS && spec().labels() instanceof LabelsSpec.OwnTopic own
        ? own.schema()
        : spec().model().events();
  }

  private String topic() {
    return kinds == SourceCounts.LABELS && spec().labels() instanceof LabelsSpec.OwnTopic own
        ? own.topic()
        : spec().events().topic();
  }

  @Override
  public void open() throws Exception {
    super.open();
    stands = new Stands(Map.of(), spec().events().idle());
    silence = new Silence(spec().events().idle().after());
    watch = new LogWatch(topic(), reads, silence, logs.open());
    teller = new GapTeller(spec().events().gaps(), shown());
    held =
        LearningHeld.of(
            spec().events(),
            source(),
            logs.partitions(),
            getRuntimeContext().getGlobalAggregateManager());
    features =
        kinds == SourceCounts.EVENTS
            ? Optional.of(new FeatureWatch(spec(), source(), shown()))
            : Optional.empty();
    features.ifPresent(watched -> show(watched.neverThere()));
    clock = new TimeWatch(spec().name(), kinds.role(), schema());
    show(clock.unlikely(kinds.unlikelyTimes()));
    every(silence.period(), this::tell);
  }

  @Override
  protected List<Measure> moreMeasures() {
    return features.map(FeatureWatch::measures).orElse(List.of());
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord record = element.getValue();
    Position position = record.position();
    reads.read(position.partition(), position.offset()).ifPresent(this::found);
    if (!(record instanceof Mark)) {
      counts().add(kinds.read());
      recordsRead++;
    }
    if (record instanceof Usable || record instanceof Mark) {
      silence.spoke(position.partition());
    }
    if (record instanceof Usable usable) {
      clock.take(usable.event());
      features.ifPresent(
          watched -> watched.take(new Decoded.Good(usable.event(), usable.setAside())));
      output.collect(timed(usable, element));
    } else if (record instanceof Unusable unusable) {
      dead(atReached(unusable).letter());
    } else if (record instanceof Tombstone) {
      counts().add(kinds.tombstones());
    } else {
      times.mark(position.topic(), position.partition(), position.time());
    }
  }

  private StreamRecord<Usable> timed(Usable usable, StreamRecord<SourceRecord> element) {
    Position position = usable.position();
    long effective = times.advance(position.topic(), position.partition(), position.time());
    if (effective - position.time() > FAR_BEHIND_MILLIS) {
      counts().add(kinds.behind());
    }
    long stands = isInOrderOfArrival ? atMostReached(position, effective) : effective;
    return element.replace(usable.at(stands), stands);
  }

  /** In the order of arrival time must not go back, as it would behind one that only claims. */
  private long atMostReached(Position position, long effective) {
    long reached = times.reached(position.topic(), position.partition());
    return reached == PartitionTimes.NEVER ? effective : reached;
  }

  private Unusable atReached(Unusable unusable) {
    Position position = unusable.position();
    long reached = times.reached(position.topic(), position.partition());
    return reached == PartitionTimes.NEVER ? unusable : unusable.at(reached);
  }

  private void found(Gap gap) {
    counts().add(kinds.gaps());
    counts().add(kinds.lost(), gap.records());
    reads.find(gap.partition()).ifPresent(read -> send(teller.report(spec().name(), read, now())));
    teller.tell(gap, now());
  }

  /** Says what is missing or held back, and lets time go on beside silent partitions. */
  private void tell(long now) throws Exception {
    silence.tick(due(), now);
    watch.tick(now).forEach(this::found);
    Integer deployed = logs.partitions().get(topic());
    if (deployed != null && task().getIndexOfThisSubtask() == 0) {
      for (int added = deployed; added < watch.partitions(); added++) {
        teller.tellAdded(new Partition(topic(), added), deployed, now);
      }
    }
    Optional<Stands> heard = held.tick(known(now), recordsRead);
    if (heard.isPresent()) {
      stands = heard.get();
      goOn();
      held.held(stands, now).ifPresent(told -> tell(told, now));
    }
  }

  private void tell(Held told, long now) {
    told.show(shown());
    send(told.report(spec().name(), now));
  }

  /** The offsets that are next, of partitions that no other subtask reads. */
  private Map<Integer, Long> due() {
    Map<Integer, Long> due = reads.due();
    due.keySet()
        .removeIf(
            number -> {
              Partition partition = new Partition(topic(), number);
              return stands.isRead(partition) && !reads.isOurs(partition);
            });
    return due;
  }

  private Map<Partition, Stand> known(long now) {
    Map<Partition, Stand> known = new HashMap<>();
    for (int number = 0; number < logs.partitions().getOrDefault(topic(), 0); number++) {
      Partition of = new Partition(topic(), number);
      known.put(of, times.stand(of, reads.isOurs(of), silence.isSilent(number, now)));
    }
    return known;
  }

  /** Time goes on beside partitions that are silent, and what they bring later stands behind it. */
  private void goOn() throws Exception {
    OptionalLong free = stands.free(topic());
    if (free.isEmpty() || free.getAsLong() <= watermark) {
      return;
    }
    long time = free.getAsLong();
    stands
        .all()
        .forEach(
            (partition, stand) -> {
              if (partition.topic().equals(topic()) && stand.isSilent()) {
                times.raise(partition, time + 1);
              }
            });
    processWatermark(new Watermark(time));
  }

  /** A source knows nothing of what went on beside silent partitions: its time may lie behind. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > watermark) {
      watermark = mark.getTimestamp();
      times.watermark(watermark);
      super.processWatermark(mark);
    }
  }

  /** No checkpoint goes beyond a gap that nobody knows of: stopped there, a job is found there. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    watch.settle().forEach(this::found);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    timesState.update(times.times());
    readsState.update(reads.stored(times));
    schemas.keep(task());
  }

  @Override
  public void close() throws Exception {
    if (watch != null) {
      watch.close();
    }
    if (held != null) {
      held.close();
    }
    if (registry != null) {
      registry.leave();
    }
    super.close();
  }
}

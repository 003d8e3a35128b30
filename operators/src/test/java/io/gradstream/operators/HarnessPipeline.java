package io.gradstream.operators;

import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * Effective times, label join and learner, one subtask each, driven by hand so that a test decides
 * what is read when. Watermarks are made as the source makes them.
 */
final class HarnessPipeline implements AutoCloseable {

  /** The state of all operators at one barrier. */
  record Checkpoint(
      OperatorSubtaskState events,
      OperatorSubtaskState labels,
      OperatorSubtaskState join,
      OperatorSubtaskState learner) {

    static final Checkpoint NONE = new Checkpoint(null, null, null, null);
  }

  private final SourceHarness events;
  private final SourceHarness labels;
  private final JoinHarness join;
  private final LearnerHarness learner;
  private final Map<String, EffectiveTime> times = new HashMap<>();
  private final int partitions;

  /**
   * @param partitions of both topics together: time waits for each
   */
  HarnessPipeline(SpecBundle spec, Path folder, int partitions, Checkpoint from) throws Exception {
    this(spec, partitions, from, LearnerHarness.restored(spec, folder, from.learner()));
  }

  /** A new one whose models are of that generation. */
  static HarnessPipeline ofGeneration(long generation, SpecBundle spec, Path folder, int partitions)
      throws Exception {
    LearnerHarness learner = LearnerHarness.redeployed(spec, folder, generation, null);
    return new HarnessPipeline(spec, partitions, Checkpoint.NONE, learner);
  }

  private HarnessPipeline(SpecBundle spec, int partitions, Checkpoint from, LearnerHarness learner)
      throws Exception {
    this.partitions = partitions;
    this.learner = learner;
    events = SourceHarness.events(spec, from.events());
    labels = SourceHarness.labels(spec, from.labels());
    join = JoinHarness.open(spec, from.join());
  }

  LearnerHarness learner() {
    return learner;
  }

  void read(SourceRecord record) throws Exception {
    Position at = record.position();
    EffectiveTime time =
        times.computeIfAbsent(
            at.topic() + at.partition(), partition -> new EffectiveTime(Duration.ofHours(1)));
    if (record instanceof Usable) {
      time.advance(at.time());
    } else {
      time.mark(at.time());
    }
    if (at.topic().equals(Trips.EVENTS)) {
      events.read(record);
      for (Usable event : events.take()) {
        join.arrive(new EventArrived(id(event), event.event(), event.position(), event.original()));
      }
    } else {
      labels.read(record);
      for (Usable label : labels.take()) {
        float target = Trips.late(Trips.number(label)) ? 1 : 0;
        join.arrive(new LabelArrived(id(label), target, label.position(), label.original()));
      }
    }
    learner.process(join.take());
  }

  private static String id(Usable record) {
    return "t" + Trips.number(record);
  }

  /** Sends the watermark of the slowest partition. */
  void moveTime() throws Exception {
    long reached = times.values().stream().mapToLong(EffectiveTime::reached).min().orElseThrow();
    if (times.size() == partitions && reached != EffectiveTime.NEVER) {
      long watermark = reached - 1;
      join.watermark(watermark);
      learner.process(join.take());
      learner.watermark(watermark);
    }
  }

  Checkpoint checkpoint() throws Exception {
    return new Checkpoint(
        events.snapshot(1, 1), labels.snapshot(1, 1), join.snapshot(1, 1), learner.snapshot());
  }

  @Override
  public void close() {
    events.close();
    labels.close();
    join.close();
    learner.close();
  }
}

package io.gradstream.operators;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.RandomRows.Row;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.route.EventArrivals;
import io.gradstream.operators.route.EventRouter;
import io.gradstream.operators.route.LabelArrivals;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The rows of a file as records of a job, one partition a topic: an event each and, where labels
 * have a topic of their own, a label each, some rows later. Every operator between decoder and
 * learner is the job's, in Flink's harness; watermarks come at random.
 */
final class FileThroughJob implements AutoCloseable {

  /** The generation of the models that {@code evaluate} makes. */
  private static final long GENERATION = 1;

  private static final String LABELS = "arrivals";

  private final LearnerSpec spec;
  private final EventDecoder decoder;
  private final List<AbstractStreamOperatorTestHarness<?>> harnesses = new ArrayList<>();
  private final SourceHarness events;
  private final Way way;
  private final LearnerHarness learner;
  private final Random random;
  private long reached;

  /** What stands between effective times and the learner. */
  private interface Way {
    void event(Usable event) throws Exception;

    void label(int row, Row of, long time) throws Exception;

    void watermark(long time) throws Exception;
  }

  /**
   * @param seed of the moments of watermarks
   */
  FileThroughJob(SpecBundle bundle, Path folder, long seed) throws Exception {
    spec = TestSpecs.read(bundle);
    decoder = EventDecoders.json(spec.model().events());
    events = keep(SourceHarness.events(bundle, null));
    way = spec.labels() instanceof LabelsSpec.OwnTopic ? new Joined(bundle) : new Routed(bundle);
    learner = LearnerHarness.redeployed(bundle, folder, GENERATION, null);
    random = new Random(seed);
  }

  private <H extends AbstractStreamOperatorTestHarness<?>> H keep(H harness) {
    harnesses.add(harness);
    return harness;
  }

  private <R> OneInputStreamOperatorTestHarness<Usable, R> open(
      OneInputStreamOperator<Usable, R> operator, RecordKind output) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(operator, StateNames.MAX_PARALLELISM, 1, 0);
    harness.setup(new CodecSerializer<>(output));
    harness.initializeEmptyState();
    harness.open();
    return keep(harness);
  }

  private static <R> List<R> through(
      OneInputStreamOperatorTestHarness<Usable, R> harness, Usable record) throws Exception {
    harness.processElement(new StreamRecord<>(record));
    List<R> records = harness.extractOutputValues();
    harness.getOutput().clear();
    return records;
  }

  /** Labels inside the event. */
  private final class Routed implements Way {
    private final OneInputStreamOperatorTestHarness<Usable, WorkItem> router;

    Routed(SpecBundle bundle) throws Exception {
      router = open(new EventRouter(bundle), RecordKind.WORK_ITEM);
    }

    @Override
    public void event(Usable event) throws Exception {
      learner.process(through(router, event));
    }

    @Override
    public void label(int row, Row of, long time) {}

    @Override
    public void watermark(long time) {}
  }

  /** Labels on a topic of their own. */
  private final class Joined implements Way {
    private final LabelsSpec.OwnTopic own = (LabelsSpec.OwnTopic) spec.labels();
    private final SourceHarness labels;
    private final OneInputStreamOperatorTestHarness<Usable, Arrived> eventArrivals;
    private final OneInputStreamOperatorTestHarness<Usable, Arrived> labelArrivals;
    private final JoinHarness join;

    Joined(SpecBundle bundle) throws Exception {
      labels = keep(SourceHarness.labels(bundle, null));
      eventArrivals = open(new EventArrivals(bundle), RecordKind.ARRIVED);
      labelArrivals = open(new LabelArrivals(bundle), RecordKind.ARRIVED);
      join = keep(JoinHarness.open(bundle, null));
    }

    @Override
    public void event(Usable event) throws Exception {
      arrive(through(eventArrivals, event));
    }

    @Override
    public void label(int row, Row of, long time) throws Exception {
      if (of.labeled()) {
        Decoded label = EventDecoders.json(own.schema()).decode(of.line(), null);
        labels.read(record(label, of, new Position(time, LABELS, 0, row)));
        for (Usable usable : labels.take()) {
          arrive(through(labelArrivals, usable));
        }
      }
    }

    private void arrive(List<Arrived> records) throws Exception {
      for (Arrived record : records) {
        join.arrive(record);
      }
    }

    @Override
    public void watermark(long time) throws Exception {
      join.watermark(time);
      learner.process(join.take());
    }
  }

  /**
   * Reads all rows, to their end.
   *
   * @param delay rows from an event to its label
   */
  void read(List<Row> rows, int delay) throws Exception {
    for (int row = 0; row < rows.size(); row++) {
      read(row, rows.get(row));
      if (row >= delay) {
        way.label(row - delay, rows.get(row - delay), delay == 0 ? reached : reached + 1);
      }
      if (random.nextInt(5) == 0) {
        watermark(reached - 1);
      }
    }
    for (int row = Math.max(0, rows.size() - delay); row < rows.size(); row++) {
      way.label(row, rows.get(row), reached + 1);
    }
    watermark(Long.MAX_VALUE);
    learner.clock(60_000); // reports
  }

  private void read(int number, Row row) throws Exception {
    reached = Math.max(reached, row.time());
    Position position = new Position(row.time(), Trips.EVENTS, 0, number);
    events.read(record(decoder.decode(row.line(), null), row, position));
    for (Usable event : events.take()) {
      way.event(event);
    }
  }

  private SourceRecord record(Decoded decoded, Row row, Position at) {
    LabelApart apart = LabelApart.of(decoded, spec.ownLabel());
    if (apart.event() instanceof Decoded.Good good) {
      return new Usable(good.event(), row.line(), at, apart.label(), good.setAside());
    }
    Decoded.Bad bad = (Decoded.Bad) apart.event();
    return new Unusable(
        new DeadLetter(
            spec.name(),
            bad.reason(),
            bad.field(),
            bad.message(),
            row.line(),
            at.topic(),
            at.partition(),
            at.offset(),
            at.time()));
  }

  private void watermark(long time) throws Exception {
    way.watermark(time);
    learner.watermark(time);
  }

  LearnerHarness learner() {
    return learner;
  }

  /** Everything that could not be used, of all operators. */
  List<DeadLetter> deadLetters() {
    List<DeadLetter> letters = new ArrayList<>(learner.deadLetters());
    for (AbstractStreamOperatorTestHarness<?> harness : harnesses) {
      Queue<StreamRecord<DeadLetter>> records = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
      if (records != null) {
        records.forEach(record -> letters.add(record.getValue()));
      }
    }
    return letters;
  }

  @Override
  public void close() {
    try {
      for (AbstractStreamOperatorTestHarness<?> harness : harnesses) {
        harness.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("an operator does not close", e);
    }
    learner.close();
  }
}

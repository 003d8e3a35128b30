package io.gradstream.operators.source;

import io.gradstream.learning.spec.LearnerSpec.Gaps;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what was found: one line a minute and partition in the log, and where the spec wants it the
 * end of the job. Not thread safe.
 */
final class GapTeller {

  private static final Logger LOG = LoggerFactory.getLogger(GapTeller.class);
  private static final long QUIET_MILLIS = 60_000;
  private static final String WAY_OUT =
      " The job ends, as events.gaps says: deploy it with events.gaps: tell to go on.";

  /** The name that reports come under, one for each partition with a gap. */
  private static final String SOURCE = "gaps";

  private final Gaps gaps;
  private final ShownNumbers shown;
  private final Map<Partition, Long> told = new HashMap<>(); // wall clock
  private final Map<Partition, Integer> untold = new HashMap<>();

  GapTeller(Gaps gaps, ShownNumbers shown) {
    this.gaps = gaps;
    this.shown = shown;
  }

  /** What is missing of one partition, for the metrics topic; Flink metrics of it as well. */
  MetricReport report(String learner, ReadPartition read, long now) {
    Partition partition = read.partition();
    String number = Integer.toString(partition.number());
    shown.set(JobMetric.GAPS, read.gaps(), partition.topic(), number);
    shown.set(JobMetric.LOST, read.lost(), partition.topic(), number);
    return new MetricReport(
        learner,
        SOURCE,
        partition.toString(),
        Optional.empty(),
        now,
        List.of(new Measure("gaps", read.gaps()), new Measure("lost", read.lost())));
  }

  /**
   * @param now wall clock, milliseconds
   * @throws SuppressRestartsException where a gap stops the job: a restart would find it again
   */
  void tell(Gap gap, long now) {
    tell(gap.partition(), gap.words(), now, WAY_OUT);
  }

  /** Tells of a partition that the job does not read. */
  void tellAdded(Partition added, int read, long now) {
    tell(
        added,
        "%s: the topic had %d partitions when the job was deployed; this one is read from the next"
                .formatted(added, read)
            + " deploy on, from its beginning.",
        now,
        " The job ends, as events.gaps says: deploy it again.");
  }

  private void tell(Partition partition, String words, long now, String wayOut) {
    if (gaps == Gaps.STOP) {
      throw new SuppressRestartsException(new IllegalStateException(words + wayOut));
    }
    Long last = told.get(partition);
    if (last != null && now - last < QUIET_MILLIS) {
      untold.merge(partition, 1, Integer::sum);
      return;
    }
    told.put(partition, now);
    Integer more = untold.remove(partition);
    LOG.warn("{}{}", words, more == null ? "" : " Before it " + more + " more, not told.");
  }
}

package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.QueryRecord.Asked;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.operators.report.SideOutputs;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Queries on their way to the model of their key; what was refused at the source leaves here. It
 * has no state, so that a job may be without it again, and no time: it says at its start that
 * nothing of before any time comes from here, so learning never waits for queries.
 */
public final class QueryRouter extends AbstractStreamOperator<WorkItem>
    implements OneInputStreamOperator<QueryRecord, WorkItem> {

  private static final long serialVersionUID = 1;

  private final SpecBundle bundle;
  private transient ModelKeys keys;
  private transient EventIds ids;
  private transient ShownNumbers shown;

  public QueryRouter(SpecBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public void open() throws Exception {
    super.open();
    LearnerSpec spec = SpecReader.read(bundle);
    keys = new ModelKeys(spec.model());
    ids = new EventIds(spec);
    shown = ShownNumbers.below(getMetricGroup());
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService()
        .registerTimer(now, time -> output.emitWatermark(Watermark.MAX_WATERMARK));
  }

  @Override
  public void processElement(StreamRecord<QueryRecord> element) {
    if (element.getValue() instanceof Asked asked) {
      Event event = asked.event();
      output.collect(element.replace(new WorkItem.Query(keys.of(event), ids.of(event), asked)));
    } else {
      Reply refusal = (Reply) element.getValue();
      shown.count(JobMetric.QUERIES_REFUSED, refusal.status().name());
      output.collect(SideOutputs.REPLIES, new StreamRecord<>(refusal));
    }
  }

  /** The source has no time either, but at its end. */
  @Override
  public void processWatermark(Watermark mark) {}

  /** Whether queries come or not is nothing that learning looks at. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}

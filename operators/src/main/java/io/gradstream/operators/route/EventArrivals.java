package io.gradstream.operators.route;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.RecordUse;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.TargetRule.Unusable;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.ReportingOperator;
import java.util.EnumSet;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Events on their way to the label join. */
public final class EventArrivals extends ReportingOperator<Arrived>
    implements OneInputStreamOperator<Usable, Arrived> {

  private static final long serialVersionUID = 1;

  private transient EventIds ids;

  public EventArrivals(SpecBundle bundle) {
    super(bundle, "event-arrivals", EnumSet.of(Count.EVENTS_DEAD));
  }

  @Override
  public void open() throws Exception {
    super.open();
    ids = new EventIds(spec());
  }

  @Override
  public void processElement(StreamRecord<Usable> element) {
    Usable record = element.getValue();
    String id = ids.of(record.event());
    if (id.isEmpty()) {
      Unusable bad = RecordUse.withoutId(spec());
      dead(record.position(), record.original(), bad.reason(), bad.field(), bad.message());
      return;
    }
    output.collect(
        element.replace(
            new Arrived.EventArrived(id, record.event(), record.position(), record.original())));
  }
}

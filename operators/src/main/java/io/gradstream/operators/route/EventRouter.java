package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.ReportingOperator;
import java.util.EnumSet;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * For labels inside the event: an event with its label is answered and learned, one without asks
 * only for an answer. One whose label cannot be used is answered too, and goes to the dead letters.
 */
public final class EventRouter extends ReportingOperator<WorkItem>
    implements OneInputStreamOperator<Usable, WorkItem> {

  private static final long serialVersionUID = 1;

  private transient ModelKeys keys;
  private transient EventIds ids;

  public EventRouter(SpecBundle bundle) {
    super(bundle, "router", EnumSet.of(Count.EVENTS_DEAD));
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new ModelKeys(spec().model());
    ids = new EventIds(spec());
  }

  @Override
  public void processElement(StreamRecord<Usable> element) {
    Usable record = element.getValue();
    output.collect(element.replace(route(record), record.position().time()));
  }

  private WorkItem route(Usable record) {
    Event event = record.event();
    String key = keys.of(event);
    String id = ids.of(event);
    record
        .badLabel()
        .ifPresent(
            bad ->
                dead(
                    record.position(),
                    record.original(),
                    bad.reason(),
                    bad.field(),
                    bad.message()));
    TargetRule.Outcome label = spec().target().apply(spec().model().events(), event);
    if (label instanceof TargetRule.Known known) {
      Example example =
          new Example(event, id, known.target(), known.className(), record.position());
      return new WorkItem.AskAndLearn(key, example, record.original());
    }
    if (label instanceof TargetRule.Unusable bad) {
      dead(record.position(), record.original(), bad.reason(), bad.field(), bad.message());
    }
    return new WorkItem.Ask(key, id, event, record.position());
  }
}

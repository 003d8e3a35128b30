package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** For labels on their own topic: every event asks for an answer. */
public final class EventAsks extends RichMapFunction<Usable, WorkItem> {

  private static final long serialVersionUID = 1;

  private final SpecBundle bundle;
  private transient ModelKeys keys;
  private transient EventIds ids;

  public EventAsks(SpecBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public void open(OpenContext context) {
    LearnerSpec spec = SpecReader.read(bundle);
    keys = new ModelKeys(spec.model());
    ids = new EventIds(spec);
  }

  @Override
  public WorkItem map(Usable record) {
    Event event = record.event();
    return new WorkItem.Ask(keys.of(event), ids.of(event), event, record.position());
  }
}

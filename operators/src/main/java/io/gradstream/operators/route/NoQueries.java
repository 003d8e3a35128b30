package io.gradstream.operators.route;

import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.WorkItem;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Stands in a job without queries where one with them has their source, whose uid it has: Flink
 * restores no state of an operator that is gone. It forgets how far queries were read, so that a
 * job that has them again begins with those of then. It reads nothing and sends nothing.
 */
public final class NoQueries extends AbstractStreamOperator<WorkItem>
    implements OneInputStreamOperator<ControlAt, WorkItem> {

  private static final long serialVersionUID = 1;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    context.getOperatorStateStore().getListState(StateNames.SOURCE_READER).clear();
  }

  @Override
  public void processElement(StreamRecord<ControlAt> element) {}
}

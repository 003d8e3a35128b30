package io.gradstream.operators.route;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.RecordUse;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.ReportingOperator;
import java.util.EnumSet;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Label records on their way to the label join: id and target, or a dead letter. */
public final class LabelArrivals extends ReportingOperator<Arrived>
    implements OneInputStreamOperator<Usable, Arrived> {

  private static final long serialVersionUID = 1;

  private transient LabelsSpec.OwnTopic labels;
  private transient int idField;

  public LabelArrivals(SpecBundle bundle) {
    super(bundle, "label-arrivals", EnumSet.of(Count.LABELS_DEAD));
  }

  @Override
  public void open() throws Exception {
    super.open();
    labels = (LabelsSpec.OwnTopic) spec().labels();
    idField = labels.schema().indexOf(labels.id());
  }

  @Override
  public void processElement(StreamRecord<Usable> element) {
    Usable record = element.getValue();
    TargetRule.Outcome outcome = RecordUse.ofLabel(spec(), labels, record.event());
    if (outcome instanceof TargetRule.Known known) {
      String id = record.event().text(idField);
      output.collect(
          element.replace(
              new Arrived.LabelArrived(
                  id, known.target(), known.className(), record.position(), record.original())));
    } else {
      TargetRule.Unusable bad = (TargetRule.Unusable) outcome;
      dead(record.position(), record.original(), bad.reason(), bad.field(), bad.message());
    }
  }
}

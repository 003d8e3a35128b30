package io.gradstream.operators.judge;

import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSpec;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up how good a learner's answers were as they were given, over all models, and reports it
 * under the name {@value #SOURCE}. A single subtask: it does little for each answer. The baselines
 * know of labels what the answering model had learned, and no more; beside answers of a release
 * before, which does not tell it, those that were judged before.
 */
public final class AnswerScoresOperator extends ReportingOperator<MetricReport>
    implements OneInputStreamOperator<JudgedAnswer, MetricReport> {

  /** The report's source. */
  static final String SOURCE = "answers";

  private static final long serialVersionUID = 1;

  private transient Scores scores;
  private transient boolean isOpen; // classes are met as labels come
  private transient boolean isNumber;
  private transient int width; // of an output
  private transient int knownOfNumber; // numbers
  private transient ListState<byte[]> scoresState;
  private transient long reported;

  public AnswerScoresOperator(SpecBundle bundle) {
    super(bundle, SOURCE, EnumSet.noneOf(Count.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ModelSpec model = spec().model();
    scores = Scores.of(model.target());
    isOpen = model.target().isOpen();
    isNumber = model.target().isNumber();
    width = model.target().width(model.features());
    knownOfNumber = scores.known().length;
    scoresState = context.getOperatorStateStore().getListState(StateNames.ANSWER_SCORES);
    if (context.isRestored()) {
      for (byte[] restored : scoresState.get()) {
        scores.restore(restored);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<JudgedAnswer> element) {
    JudgedAnswer judged = element.getValue();
    if (!judged.isAnswer()) {
      scores.unanswered(judged.target());
      return;
    }
    int said = width(judged);
    double[] output = Arrays.copyOf(judged.output(), said);
    judged
        .known(said)
        .ifPresentOrElse(
            known -> scores.score(output, judged.target(), known),
            () -> scores.score(output, judged.target()));
  }

  /** A number may have waited from before its answers had bounds, or since they have none. */
  private int width(JudgedAnswer judged) {
    if (isOpen) {
      return judged.widthOfMet();
    }
    return isNumber ? Math.max(1, judged.output().length - knownOfNumber) : width;
  }

  @Override
  protected void report(long now) throws Exception {
    super.report(now);
    if (scores.count() > reported) {
      reported = scores.count();
      List<Measure> measures = scores.measures();
      measures.forEach(score -> shown().set(JobMetric.SCORE, score.value(), score.name()));
      send(new MetricReport(spec().name(), SOURCE, "", Optional.empty(), now, measures));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    scoresState.update(List.of(scores.state()));
  }
}

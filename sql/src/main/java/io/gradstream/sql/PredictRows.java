package io.gradstream.sql;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.serving.models.LearnerModels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.PredictFunction;
import org.slf4j.LoggerFactory;

/**
 * What {@code ML_PREDICT} calls, an instance a subtask, each with models of its own: none waits for
 * another's answer. Public for the code that Flink generates.
 */
public final class PredictRows extends PredictFunction {

  private static final long serialVersionUID = 1;
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final ModelOptions options;
  private final Signature signature;
  private final ModelSource source;
  private transient FollowedModels followed;
  private transient RowAnswers answers;
  private transient Counter unanswered;
  private transient BoundedLog log;

  PredictRows(ModelOptions options, Signature signature, ModelSource source) {
    this.options = options;
    this.signature = signature;
    this.source = source;
  }

  /** The same row may have another answer by a newer model. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    super.open(context);
    log = new BoundedLog(LoggerFactory.getLogger(PredictRows.class));
    MetricGroup metrics =
        context.getMetricGroup().addGroup("gradstream").addGroup("learner", options.learner());
    unanswered = metrics.counter("unanswered");
    followed = source.follow(options);
    LearnerModels models = followed.models();
    metrics.gauge("modelAgeMillis", () -> ageMillis(models));
    awaitFirst();
    answers = new RowAnswers(models, signature, Clock.systemUTC(), this::tell);
  }

  private void awaitFirst() throws InterruptedException {
    Duration patience = options.firstModel();
    long start = System.nanoTime();
    while (!followed.models().isReady()) {
      if (System.nanoTime() - start >= patience.toNanos()) {
        throw new IllegalStateException(
            "no model of %s could be had within %s ('%s'): %s%s"
                .formatted(
                    options.learner(),
                    patience,
                    ModelOptions.FIRST_MODEL.key(),
                    followed.obstacle(),
                    followed.obstacle().contains("--") ? wayOut() : ""));
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** The obstacle is told as to those who serve. */
  private static String wayOut() {
    return "; here the folder is the option '%s', and the memory '%s'"
        .formatted(ModelOptions.SNAPSHOTS.key(), ModelOptions.CACHE.key());
  }

  private static long ageMillis(LearnerModels models) {
    return models
        .newestPublished()
        .map(published -> Duration.between(published, Instant.now()).toMillis())
        .orElse(-1L);
  }

  private void tell(String problem) {
    unanswered.inc();
    log.warn("{}: a row has no answer: {}", options.learner(), problem);
  }

  @Override
  public Collection<RowData> predict(RowData row) {
    return List.of(answers.answer(row));
  }

  @Override
  public void close() throws Exception {
    if (followed != null) {
      followed.close();
      followed = null;
    }
    super.close();
  }
}

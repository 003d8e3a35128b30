package io.gradstream.operators.ml;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.schemas.Position;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Learns rows of (features, label) in the order they come and emits rows of {@link ModelData}. Runs
 * with parallelism 1 under one key.
 *
 * <p>Everything the {@link Learner} is (weights, moments, statistics, the half-filled mini-batch,
 * generation and step) goes into keyed state before each checkpoint barrier and comes back on a
 * restore: after a crash, the versions emitted are the ones an undisturbed run emits, with the same
 * bytes. A version emitted before the crash may come again; it is the same.
 */
final class LearnOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<Row, Row>, BoundedOneInput {

  private static final long serialVersionUID = 1;

  private final TrainingOptions options;

  private transient OneKeyStore store;
  private transient ValueState<Integer> storedSize;
  private transient ValueState<Long> storedRows;
  private transient Counter rejected;
  private transient Learner learner;
  private transient int vectorSize;
  private transient long rows;

  LearnOperator(TrainingOptions options) {
    this.options = options;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    store = new OneKeyStore(context.getKeyedStateStore());
    storedSize = context.getKeyedStateStore().getState(MlStateNames.VECTOR_SIZE);
    storedRows = context.getKeyedStateStore().getState(MlStateNames.ROWS_READ);
  }

  @Override
  public void open() throws Exception {
    super.open();
    rejected = getMetricGroup().counter("rejectedRows");
    setCurrentKey(MlStateNames.KEY);
    Integer size = storedSize.value();
    if (size != null) {
      start(size);
      rows = storedRows.value();
      learner.read(MlStateNames.KEY, options.generation(), store);
    }
  }

  @Override
  public void processElement(StreamRecord<Row> element) {
    Vector features = element.getValue().getFieldAs(0);
    Number label = element.getValue().getFieldAs(1);
    if (!isUsable(features, label)) {
      rejected.inc();
      return;
    }
    if (learner == null) {
      start(features.size());
    }
    if (learner.learn(example(features, label)) && isDue()) {
      emit();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    if (learner != null && learner.isDirty()) {
      setCurrentKey(MlStateNames.KEY);
      storedSize.update(vectorSize);
      storedRows.update(rows);
      learner.write(store);
    }
  }

  /** The last version is always emitted; examples that fill no mini-batch stay unlearned. */
  @Override
  public void endInput() {
    if (learner != null && !(isDue() && learner.version().step() > 0)) {
      emit();
    }
  }

  @Override
  public void close() throws Exception {
    if (learner != null) {
      learner.close();
    }
    super.close();
  }

  /** Rows of this run that could not be learned. */
  long rejectedRows() {
    return rejected.getCount();
  }

  private boolean isUsable(Vector features, Number label) {
    if (features == null || label == null || !options.accepts(label.doubleValue())) {
      return false;
    }
    int expected = learner == null ? options.vectorSize() : vectorSize;
    return features.size() == expected || expected == 0;
  }

  private void start(int size) {
    vectorSize = size;
    learner = options.newLearner(size);
  }

  private Example example(Vector features, Number label) {
    Position position = new Position(0, TrainingOptions.TABLE, 0, rows++);
    return new Example(VectorEvents.of(features), "", label.floatValue(), position);
  }

  private boolean isDue() {
    return learner.version().step() % options.snapshotEverySteps() == 0;
  }

  private void emit() {
    output.collect(new StreamRecord<>(ModelData.of(learner.snapshot()).row()));
  }
}

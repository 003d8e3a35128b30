package io.gradstream.operators.ml;

import io.gradstream.model.CorruptSnapshotException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Adds prediction, raw prediction and the version that predicted to each row (first input), with
 * the newest model that came as {@link ModelData} (second input, broadcast).
 *
 * <p>The model is operator state: after a restore the rows that follow are predicted by the version
 * that was there, without waiting for another. Rows that come before the first model wait for it,
 * also in state, up to a limit.
 */
final class PredictOperator extends AbstractStreamOperator<Row>
    implements TwoInputStreamOperator<Row, Row, Row>, BoundedMultiInput {

  private static final long serialVersionUID = 1;

  private static final int MODEL_INPUT = 2;

  private final TypeInformation<Row> rowType;
  private final int featuresIndex;
  private final int waitingLimit;

  private transient TypeSerializer<Row> rowSerializer;
  private transient BroadcastState<String, byte[]> storedModel;
  private transient ListState<Row> storedRows;
  private transient Deque<Row> waiting;
  private transient NewestModel model;
  private transient boolean noModelWillCome;
  private transient Counter unpredicted;
  private transient Counter corrupt;

  PredictOperator(TypeInformation<Row> rowType, int featuresIndex, int waitingLimit) {
    this.rowType = rowType;
    this.featuresIndex = featuresIndex;
    this.waitingLimit = waitingLimit;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    model = new NewestModel();
    waiting = new ArrayDeque<>();
    storedModel = context.getOperatorStateStore().getBroadcastState(MlStateNames.NEWEST);
    storedRows = context.getOperatorStateStore().getListState(MlStateNames.waitingRows(rowType));
    byte[] snapshot = storedModel.get(MlStateNames.KEY);
    if (snapshot != null) {
      model.offer(snapshot);
    }
    storedRows.get().forEach(waiting::add);
  }

  @Override
  public void open() throws Exception {
    super.open();
    rowSerializer = rowType.createSerializer(getExecutionConfig().getSerializerConfig());
    unpredicted = getMetricGroup().counter("unpredictedRows");
    corrupt = getMetricGroup().counter("corruptSnapshots");
    Gauge<String> version = () -> String.valueOf(model.version());
    getMetricGroup().gauge("modelVersion", version);
  }

  @Override
  public void processElement1(StreamRecord<Row> element) {
    if (model.isPresent() || noModelWillCome) {
      emit(element.getValue());
      return;
    }
    waiting.add(rowSerializer.copy(element.getValue()));
    if (waiting.size() > waitingLimit) {
      emit(waiting.remove());
    }
  }

  @Override
  public void processElement2(StreamRecord<Row> element) throws Exception {
    ModelData data = ModelData.of(element.getValue());
    if (!model.isOlderThan(data.version())) {
      return;
    }
    try {
      model.offer(data.snapshot());
      storedModel.put(MlStateNames.KEY, data.snapshot());
      emitWaiting();
    } catch (CorruptSnapshotException e) {
      corrupt.inc();
      LOG.warn("version {} is not taken, {} stays", data.version(), model.version(), e);
    }
  }

  /** When model data ends without a model, rows no longer wait for one. */
  @Override
  public void endInput(int input) {
    if (input == MODEL_INPUT) {
      noModelWillCome = true;
      emitWaiting();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    storedRows.update(List.copyOf(waiting));
  }

  @Override
  public void close() throws Exception {
    if (model != null) {
      model.close();
    }
    super.close();
  }

  private void emitWaiting() {
    while (!waiting.isEmpty()) {
      emit(waiting.remove());
    }
  }

  private void emit(Row row) {
    Vector features = row.getFieldAs(featuresIndex);
    Optional<VectorPrediction> prediction = model.predict(features);
    if (prediction.isEmpty()) {
      unpredicted.inc();
    }
    output.collect(new StreamRecord<>(Row.join(row, columns(prediction))));
  }

  private static Row columns(Optional<VectorPrediction> prediction) {
    return prediction
        .map(p -> Row.of(p.prediction(), p.raw(), p.version().toString()))
        .orElseGet(() -> Row.of(null, null, null));
  }
}

package io.gradstream.operators.ml;

import io.gradstream.operators.GoldenState;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** A {@link PredictOperator} on rows of (id, features) that runs in Flink's harness. */
final class PredictHarness implements AutoCloseable {

  private static final RowTypeInfo ROWS = new RowTypeInfo(Types.INT, VectorType.ANY);
  private static final RowTypeInfo PREDICTED =
      new RowTypeInfo(Types.INT, VectorType.ANY, Types.DOUBLE, VectorType.DENSE, Types.STRING);

  private final PredictOperator operator;
  private final TwoInputStreamOperatorTestHarness<Row, Row, Row> harness;

  private PredictHarness(int waitingLimit) throws Exception {
    operator = new PredictOperator(ROWS, 1, waitingLimit);
    harness = new TwoInputStreamOperatorTestHarness<>(operator);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setup(PREDICTED.createSerializer(new SerializerConfigImpl()));
  }

  static PredictHarness start(int waitingLimit) throws Exception {
    PredictHarness started = new PredictHarness(waitingLimit);
    started.harness.open();
    return started;
  }

  static PredictHarness restore(OperatorSubtaskState state) throws Exception {
    PredictHarness restored = new PredictHarness(100);
    restored.harness.initializeState(state);
    restored.harness.open();
    return restored;
  }

  PredictHarness row(int id, Vector features) throws Exception {
    harness.processElement1(Row.of(id, features), 0);
    return this;
  }

  PredictHarness model(ModelData data) throws Exception {
    harness.processElement2(data.row(), 0);
    return this;
  }

  PredictHarness endOfModelData() throws Exception {
    operator.endInput(2);
    return this;
  }

  /** A savepoint in Flink's canonical format. */
  OperatorSubtaskState savepoint() throws Exception {
    return GoldenState.savepoint(harness);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Rows of (id, features, prediction, raw prediction, version). */
  List<Row> emitted() {
    return harness.extractOutputValues();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator did not close", e);
    }
  }
}

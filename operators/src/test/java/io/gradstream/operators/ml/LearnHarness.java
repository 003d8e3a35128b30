package io.gradstream.operators.ml;

import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.GoldenState;
import java.nio.FloatBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** A {@link LearnOperator} that runs in Flink's harness. */
final class LearnHarness implements AutoCloseable {

  private final LearnOperator operator;
  private final OneInputStreamOperatorTestHarness<Row, Row> harness;

  private LearnHarness(TrainingOptions options) throws Exception {
    operator = new LearnOperator(options);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, row -> MlStateNames.KEY, Types.STRING, MlStateNames.MAX_PARALLELISM, 1, 0);
    harness.getExecutionConfig().enableObjectReuse();
  }

  static LearnHarness start(OnlineNetwork network) throws Exception {
    LearnHarness started = new LearnHarness(TrainingOptions.of(network, Clock.systemUTC()));
    started.harness.open();
    return started;
  }

  static LearnHarness restore(OnlineNetwork network, OperatorSubtaskState state) throws Exception {
    LearnHarness restored = new LearnHarness(TrainingOptions.of(network, Clock.systemUTC()));
    restored.harness.initializeState(state);
    restored.harness.open();
    return restored;
  }

  LearnHarness learn(List<Row> rows) throws Exception {
    for (Row row : rows) {
      harness.processElement(row, 0);
    }
    return this;
  }

  /** A savepoint in Flink's canonical format. */
  OperatorSubtaskState savepoint() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return GoldenState.savepoint(harness);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  List<ModelData> emitted() {
    return harness.extractOutputValues().stream().map(ModelData::of).toList();
  }

  void endInput() throws Exception {
    operator.endInput();
  }

  long rejected() {
    return operator.rejectedRows();
  }

  /** The whole vector as it stands in Flink's state after a checkpoint. */
  float[] vector(NetworkVector vector) throws Exception {
    checkpoint();
    operator.setCurrentKey(MlStateNames.KEY);
    OneKeyStore store = new OneKeyStore(operator.getKeyedStateStore());
    List<float[]> blocks = new ArrayList<>();
    float[] block = store.block("main", vector, 0);
    while (block != null) {
      blocks.add(block);
      block = store.block("main", vector, blocks.size());
    }
    return joined(blocks);
  }

  private static float[] joined(List<float[]> blocks) {
    FloatBuffer whole = FloatBuffer.allocate(blocks.stream().mapToInt(b -> b.length).sum());
    blocks.forEach(whole::put);
    return whole.array();
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

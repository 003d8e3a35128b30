package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The engine's forward pass and step beside the same formulas in ND4J's own operations. */
class Nd4jReferenceTest {

  private static final int BATCH = 9;
  private static final int INPUTS = 5;
  private static final int CLASSES = 3;
  private static final float RATE = 0.1f;

  private final Network network =
      new Network(
          new NetworkSpec(
              INPUTS,
              List.of(),
              List.of(new DenseSpec(7, Activation.RELU), new DenseSpec(6, Activation.TANH)),
              new HeadSpec.MultiClass(CLASSES)),
          new OptimizerSpec.Sgd(RATE),
          BATCH,
          11);
  private final INDArray x = Nd4j.create(DataType.FLOAT, BATCH, INPUTS); // [batch, in]
  private final INDArray y = Nd4j.zeros(DataType.FLOAT, BATCH, CLASSES); // one-hot

  @Test
  void oneStepOfAnMlpIsTheSame() {
    stage();
    INDArray w1 = tensor("dense1.weight");
    INDArray b1 = tensor("dense1.bias");
    INDArray w2 = tensor("dense2.weight");
    INDArray b2 = tensor("dense2.bias");
    INDArray w3 = tensor("output.weight");
    INDArray b3 = tensor("output.bias");

    INDArray h1 = Transforms.relu(x.mmul(w1).addRowVector(b1));
    INDArray h2 = Transforms.tanh(h1.mmul(w2).addRowVector(b2));
    INDArray p = Transforms.softmax(h2.mmul(w3).addRowVector(b3));
    INDArray d3 = p.sub(y).div(BATCH);
    INDArray d2 = d3.mmul(w3.transpose()).mul(h2.mul(h2).rsub(1));
    INDArray d1 = d2.mmul(w2.transpose()).mul(h1.gt(0).castTo(DataType.FLOAT));

    network.train(BATCH);

    for (int row = 0; row < BATCH; row++) {
      for (int c = 0; c < CLASSES; c++) {
        assertThat(network.output(row, c)).isCloseTo(p.getFloat(row, c), within(1e-6f));
      }
    }
    assertStepped("dense1.weight", w1, x.transpose().mmul(d1));
    assertStepped("dense1.bias", b1, d1.sum(0));
    assertStepped("dense2.weight", w2, h1.transpose().mmul(d2));
    assertStepped("dense2.bias", b2, d2.sum(0));
    assertStepped("output.weight", w3, h2.transpose().mmul(d3));
    assertStepped("output.bias", b3, d3.sum(0));
    network.close();
  }

  private void stage() {
    Random random = new Random(3);
    for (int row = 0; row < BATCH; row++) {
      float[] values = new float[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        values[i] = (float) random.nextGaussian();
        x.putScalar(row, i, values[i]);
      }
      int label = random.nextInt(CLASSES);
      y.putScalar(row, label, 1);
      network.input(row, values, 0, new int[0], 0);
      network.target(row, label);
    }
  }

  private INDArray tensor(String name) {
    Tensor tensor =
        network.tensors().tensors().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    float[] all = network.block(NetworkVector.WEIGHTS, 0);
    INDArray values = Nd4j.create(DataType.FLOAT, tensor.size());
    for (int i = 0; i < tensor.size(); i++) {
      values.putScalar(i, all[tensor.offset() + i]);
    }
    return values.reshape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  private void assertStepped(String name, INDArray before, INDArray gradient) {
    INDArray expected = before.sub(gradient.reshape(before.shape()).mul(RATE));
    assertThat(tensor(name).distance2(expected)).as(name).isLessThan(1e-6);
  }
}

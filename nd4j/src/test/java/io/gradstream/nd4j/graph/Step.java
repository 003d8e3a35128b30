package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Network;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Outputs, and the weights after one step of gradient descent, of an imported network beside
 * SameDiff's own.
 */
final class Step {

  static final int ROWS = 9;
  static final float TOLERANCE = 2e-6f; // of an output, and of a weight after the step
  private static final float RATE = 0.1f;

  private final SameDiff graph;
  private final ImportedNetwork imported;
  private final INDArray x;
  private final INDArray y;
  private final float lossRatio;

  /**
   * @param label [rows, outputs], as the graph's loss reads it
   * @param lossRatio SameDiff's loss as a multiple of ours
   */
  Step(Graphs graphs, INDArray x, INDArray label, float lossRatio) {
    graph = graphs.graph();
    imported = GraphImport.read(graphs.bytes(), Optional.empty());
    this.x = x;
    y = label;
    this.lossRatio = lossRatio;
  }

  ImportedNetwork imported() {
    return imported;
  }

  static INDArray rows(long... shape) {
    Random random = new Random(11);
    INDArray rows = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < rows.length(); i++) {
      rows.putScalar(i, (float) random.nextGaussian());
    }
    return rows;
  }

  static INDArray oneHot(int classes) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, classes);
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, (row * row + 1) % classes, 1);
    }
    return labels;
  }

  /**
   * @param output the variable that says what our network answers
   * @param tensors the variable of each of our tensors
   */
  void isTheSame(String output, Map<String, String> tensors) {
    Map<String, INDArray> fed = Map.of(Graphs.INPUT, x, Graphs.LABEL, y);
    INDArray expected = graph.output(fed, output).get(output);
    Map<String, INDArray> gradients =
        graph.calculateGradients(fed, tensors.values().toArray(String[]::new));
    TrainingSpec training = TrainingSpec.of(new OptimizerSpec.Sgd(RATE)).with(imported.weights());
    try (Network network = new Network(imported.network(), training, ROWS, 5)) {
      stage(network);
      network.train(ROWS);
      outputsAre(network, expected);
      assertThat(tensors)
          .containsOnlyKeys(
              network.tensors().tensors().stream().map(Tensor::name).toArray(String[]::new));
      tensors.forEach(
          (tensor, variable) -> isStepped(network, tensor, variable, gradients.get(variable)));
    }
  }

  private void stage(Network network) {
    int inputs = imported.shape().size();
    float[] values = x.dup('c').data().asFloat();
    boolean isIndex = network.outputWidth() > 1;
    for (int row = 0; row < ROWS; row++) {
      network.input(row, values, row * inputs, new int[0], 0);
      if (network.targetWidth() == 1) {
        INDArray label = y.getRow(row);
        network.target(row, isIndex ? label.argMax().getInt(0) : label.getFloat(0));
      }
    }
  }

  private static void outputsAre(Network network, INDArray expected) {
    float[] values = expected.dup('c').data().asFloat();
    int width = network.outputWidth();
    assertThat(values).hasSize(ROWS * width);
    for (int i = 0; i < values.length; i++) {
      assertThat(network.output(i / width, i % width)).isCloseTo(values[i], within(TOLERANCE));
    }
  }

  private void isStepped(Network network, String tensor, String variable, INDArray gradient) {
    Tensor own =
        network.tensors().tensors().stream()
            .filter(of -> of.name().equals(tensor))
            .findFirst()
            .orElseThrow();
    SDVariable before = graph.getVariable(variable);
    float[] weights = before.getArr().dup('c').data().asFloat();
    float[] slopes = gradient.dup('c').data().asFloat();
    float[] all = network.block(NetworkVector.WEIGHTS, 0);
    assertThat(weights).as(tensor).hasSize(own.size());
    for (int i = 0; i < weights.length; i++) {
      float stepped = weights[i] - RATE * slopes[i] / lossRatio;
      assertThat(all[own.offset() + i]).as(tensor).isCloseTo(stepped, within(TOLERANCE));
    }
    assertThat(slopes).as("a gradient of " + tensor).isNotEqualTo(new float[slopes.length]);
  }
}

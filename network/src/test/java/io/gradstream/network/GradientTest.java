package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every weight's gradient against central differences of the double-precision reference. Plain SGD
 * of learning rate 1 steps by exactly the gradient, so the step shows it.
 */
class GradientTest {

  private static final double DIFFERENCE = 1e-6;

  /** Every head at batches on both sides of where products change form, odd ones too. */
  static Stream<Arguments> headsAndBatches() {
    List<Arguments> cases = new ArrayList<>();
    for (HeadSpec head : Examples.HEADS) {
      for (int batch : new int[] {1, 2, 4, 5, 13, 32}) {
        cases.add(Arguments.of(head, batch));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("headsAndBatches")
  void equalsFiniteDifferences(HeadSpec head, int batch) {
    NetworkSpec spec = Examples.everything(head);
    checkGradient(spec, Examples.random(spec, batch, 5));
  }

  static Stream<HeadSpec> heads() {
    Stream<HeadSpec> classes =
        Stream.of(
            new Binary(0.1f, 1f),
            new Binary(0f, 3f),
            new Binary(0.2f, 0.5f),
            new MultiClass(4, 0.1f, List.of()),
            new MultiClass(4, 0f, List.of(1f, 0.5f, 2f, 3f)),
            new MultiClass(4, 0.3f, List.of(1f, 0.5f, 2f, 3f)));
    Stream<ValueLoss> values =
        Stream.of(
            new ValueLoss.Squared(),
            new ValueLoss.Absolute(),
            new ValueLoss.Huber(0.7f),
            new ValueLoss.Quantile(0.9f),
            new ValueLoss.CrossEntropy());
    return Stream.concat(
        classes, values.flatMap(loss -> Stream.of(new Regression(loss), new Reconstruction(loss))));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void equalsFiniteDifferencesOfEveryLoss(HeadSpec head) {
    NetworkSpec spec =
        new NetworkSpec(7, List.of(), List.of(new DenseSpec(5, Activation.TANH)), head);
    for (int batch : new int[] {1, 6}) {
      checkGradient(spec, Examples.random(spec, batch, 6));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void equalsFiniteDifferencesOfEveryActivation(Activation activation) {
    for (int batch : new int[] {1, 7}) {
      NetworkSpec spec =
          new NetworkSpec(
              4,
              List.of(new EmbeddingSpec("value", 5, 3)),
              List.of(new DenseSpec(19, activation), new DenseSpec(11, activation)),
              new MultiClass(3));
      checkGradient(spec, Examples.random(spec, batch, 6));
    }
  }

  @Test
  void sumsOverARowThatOccursAgain() {
    NetworkSpec spec = embeddingsOnly();
    Examples examples =
        new Examples(new float[4][0], new int[][] {{2}, {1}, {2}, {2}}, new float[] {1, 0, 0, 1});
    checkGradient(spec, examples);
  }

  @Test
  void isZeroForTheRowThatUnknownValuesShare() {
    NetworkSpec spec = embeddingsOnly();
    Examples examples = new Examples(new float[2][0], new int[][] {{0}, {0}}, new float[] {1, 1});
    try (Network network = new Network(spec, new OptimizerSpec.Sgd(1f), 2, 1)) {
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      assertThat(examples.train(network).updated()).isTrue();
      float[] after = Examples.all(network, NetworkVector.WEIGHTS);
      int table = network.tensors().tensors().get(4).offset();
      for (int i = table; i < after.length; i++) {
        assertThat(after[i]).isEqualTo(before[i]).isZero();
      }
    }
  }

  private static NetworkSpec embeddingsOnly() {
    return new NetworkSpec(
        0,
        List.of(new EmbeddingSpec("value", 4, 11)),
        List.of(new DenseSpec(5, Activation.TANH)),
        new Binary());
  }

  private static void checkGradient(NetworkSpec spec, Examples examples) {
    try (Network network = new Network(spec, new OptimizerSpec.Sgd(1f), examples.count(), 1)) {
      Examples.randomizeWeights(network, 2);
      double[] weights = toDouble(Examples.all(network, NetworkVector.WEIGHTS));
      ReferenceNetwork reference = new ReferenceNetwork(spec, network.tensors());
      StepResult result = examples.train(network);
      double[] after = toDouble(Examples.all(network, NetworkVector.WEIGHTS));

      assertThat((double) result.loss())
          .isCloseTo(reference.meanLoss(weights, examples), within(1e-5));
      for (TensorTable.Tensor tensor : network.tensors().tensors()) {
        int shared = tensor.name().startsWith("embedding") ? tensor.shape().get(1) : 0;
        for (int i = tensor.offset() + shared; i < tensor.offset() + tensor.size(); i++) {
          double expected = centralDifference(reference, weights, i, examples);
          assertThat(weights[i] - after[i])
              .as("%s at %d", tensor.name(), i - tensor.offset())
              .isCloseTo(expected, within(2e-6 + 1e-4 * Math.abs(expected)));
        }
      }
    }
  }

  private static double centralDifference(
      ReferenceNetwork reference, double[] weights, int i, Examples examples) {
    double weight = weights[i];
    weights[i] = weight + DIFFERENCE;
    double above = reference.meanLoss(weights, examples);
    weights[i] = weight - DIFFERENCE;
    double below = reference.meanLoss(weights, examples);
    weights[i] = weight;
    return (above - below) / (2 * DIFFERENCE);
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}

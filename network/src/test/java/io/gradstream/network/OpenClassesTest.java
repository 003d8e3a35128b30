package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A head of which only the first classes are open is the head of those classes alone. */
class OpenClassesTest {

  private static final int OPEN = 3;
  private static final int ALL = 5;
  private static final float[] PLAIN = {};

  private static NetworkSpec spec(int classes, float smoothing, List<Float> weights) {
    return new NetworkSpec(
        6,
        List.of(),
        List.of(new DenseSpec(7, Activation.TANH)),
        new MultiClass(classes, smoothing, weights));
  }

  /** The smaller network's weights, in the larger one; its other rows keep their own. */
  private static void copy(Network from, Network to) {
    float[] source = Examples.all(from, NetworkVector.WEIGHTS);
    float[] target = Examples.all(to, NetworkVector.WEIGHTS);
    for (int t = 0; t < from.tensors().tensors().size(); t++) {
      Tensor small = from.tensors().tensors().get(t);
      Tensor large = to.tensors().tensors().get(t);
      int columns = small.shape().get(small.shape().size() - 1);
      int stride = large.shape().get(large.shape().size() - 1);
      for (int i = 0; i < small.size(); i++) {
        target[large.offset() + i / columns * stride + i % columns] = source[small.offset() + i];
      }
    }
    to.setBlock(NetworkVector.WEIGHTS, 0, target);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, 0.2f})
  void learnsAndAnswersAsTheHeadOfThemAlone(float smoothing) {
    NetworkSpec small = spec(OPEN, smoothing, List.of());
    Examples examples = Examples.random(small, 4, 3);
    try (Network alone = new Network(small, Examples.ADAM, 4, 1);
        Network open = new Network(spec(ALL, smoothing, List.of()), Examples.ADAM, 4, 1)) {
      copy(alone, open);
      open.open(OPEN, PLAIN);
      for (int step = 0; step < 20; step++) {
        assertThat(examples.train(open).loss())
            .isCloseTo(examples.train(alone).loss(), within(1e-5f));
        for (int row = 0; row < 4; row++) {
          for (int c = 0; c < ALL; c++) {
            assertThat(open.output(row, c))
                .isCloseTo(c < OPEN ? alone.output(row, c) : 0, within(c < OPEN ? 1e-5f : 0f));
          }
        }
      }
    }
  }

  @Test
  void weightsOfClassesThatAreNotOpenStayAsTheyWereMade() {
    Examples examples = Examples.random(spec(OPEN, 0.1f, List.of()), 4, 3);
    try (Network network = new Network(spec(ALL, 0.1f, List.of()), Examples.ADAM, 4, 1)) {
      network.open(OPEN, PLAIN);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      examples.train(network);
      float[] after = Examples.all(network, NetworkVector.WEIGHTS);

      Tensor last = network.tensors().tensors().get(2);
      assertThat(last.shape()).containsExactly(7, ALL);
      for (int i = 0; i < last.size(); i++) {
        boolean same = after[last.offset() + i] == before[last.offset() + i];
        assertThat(same).isEqualTo(i % ALL >= OPEN);
      }
    }
  }

  @Test
  void weightsThatFollowTheStreamCountOverTheRows() {
    float[] weights = {0.5f, 2f, 3f};
    NetworkSpec fixed = spec(OPEN, 0.1f, List.of(0.5f, 2f, 3f));
    Examples examples = Examples.random(fixed, 4, 3);
    float sum = 0;
    for (float target : examples.targets()) {
      sum += weights[(int) target];
    }
    try (Network declared = new Network(fixed, new OptimizerSpec.Sgd(0.01f), 4, 1);
        Network running =
            new Network(spec(OPEN, 0.1f, List.of()), new OptimizerSpec.Sgd(0.01f), 4, 1)) {
      running.open(OPEN, weights);
      assertThat(examples.train(running).loss())
          .isCloseTo(examples.train(declared).loss() * sum / 4, within(1e-5f));
    }
  }

  @Test
  void aTargetThatIsNotOpenIsRefused() {
    try (Network network = new Network(spec(ALL, 0, List.of()), Examples.ADAM, 1, 1)) {
      network.open(2, PLAIN);
      network.target(0, 1);
      assertThatThrownBy(() -> network.target(0, 2)).hasMessageContaining("one of 2 classes");
      assertThatThrownBy(() -> network.open(ALL + 1, PLAIN)).hasMessageContaining("classes");
    }
  }

  @Test
  void noClassIsOpenBeforeTheFirst() {
    Examples examples = Examples.random(spec(ALL, 0, List.of()), 1, 3);
    try (Network network = new Network(spec(ALL, 0, List.of()), Examples.ADAM, 1, 1)) {
      network.open(0, PLAIN);
      network.input(0, examples.dense()[0], 0, examples.rows()[0], 0);
      network.predict(1);
      for (int c = 0; c < ALL; c++) {
        assertThat(network.output(0, c)).isZero();
      }
    }
  }
}

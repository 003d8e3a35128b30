package io.gradstream.network;

import static io.gradstream.network.PlasticCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ShrinkAndPerturb;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShrinkAndPerturbTest {

  private static final NetworkSpec SPEC =
      new NetworkSpec(
          5,
          List.of(new EmbeddingSpec("word", 7, 4)),
          List.of(new DenseSpec(40, Activation.RELU), new BatchNormSpec(0.1f, 3f, 5f)),
          new Binary());

  private static TrainingSpec every(int steps, float shrink, float perturb, Initializer drawn) {
    TrainingSpec plain = TrainingSpec.of(Examples.ADAM);
    return new TrainingSpec(Examples.ADAM, plain.schedule(), plain.clipping(), 0f, drawn, 0f)
        .with(
            new PlasticitySpec(
                Optional.empty(), Optional.of(new ShrinkAndPerturb(steps, shrink, perturb))));
  }

  private static Network network(TrainingSpec training) {
    return new Network(SPEC, training, 8, 1);
  }

  private static void train(Network network, int from, int to) {
    for (int step = from; step < to; step++) {
      Examples.random(SPEC, 8, step).train(network);
    }
  }

  @Test
  void usageExample() {
    try (Network shrunk = network(every(3, 0.25f, 0f, Initializer.AUTO));
        Network plain = network(TrainingSpec.of(Examples.ADAM))) {
      train(shrunk, 0, 2);
      train(plain, 0, 2);
      assertThat(Examples.all(shrunk, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(plain, NetworkVector.WEIGHTS));
      train(shrunk, 2, 3);
      train(plain, 2, 3);
      float[] all = Examples.all(shrunk, NetworkVector.WEIGHTS);
      float[] expected = Examples.all(plain, NetworkVector.WEIGHTS);
      for (Tensor tensor : shrunk.tensors().tensors()) {
        float kept = tensor.name().endsWith(".weight") ? 0.75f : 1f;
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
          assertThat(all[i]).as(tensor.name()).isEqualTo(kept * expected[i]);
        }
      }
      assertThat(Examples.all(shrunk, NetworkVector.MOMENTS))
          .isEqualTo(Examples.all(plain, NetworkVector.MOMENTS));
    }
  }

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void theNoiseIsAsLargeAsFirstWeights(Initializer initializer) {
    try (Network network = network(every(1, 0f, 0.5f, initializer));
        Network plain = network(every(1000, 0f, 0.5f, initializer))) {
      float[] first = values(network, NetworkVector.WEIGHTS, "dense1.weight");
      train(network, 0, 1);
      train(plain, 0, 1);
      float[] moved = values(network, NetworkVector.WEIGHTS, "dense1.weight");
      float[] still = values(plain, NetworkVector.WEIGHTS, "dense1.weight");
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= still[i];
      }
      assertThat(Math.sqrt(squares(moved) / squares(first))).isCloseTo(0.5, within(0.05));
    }
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Test
  void theNoiseFollowsFromSeedAndStepAlone() {
    TrainingSpec training = every(2, 0.01f, 0.01f, Initializer.AUTO);
    try (Network saved = network(training);
        Network restored = new Network(SPEC, training, 8, 1)) {
      train(saved, 0, 7);
      Examples.copy(saved, restored);
      train(saved, 7, 20);
      train(restored, 7, 20);
      for (NetworkVector vector : NetworkVector.values()) {
        assertThat(Examples.all(restored, vector)).isEqualTo(Examples.all(saved, vector));
      }
    }
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> new ShrinkAndPerturb(0, 0, 0)).hasMessageContaining("every must be");
    assertThatThrownBy(() -> new ShrinkAndPerturb(1, 1, 0))
        .hasMessageContaining("shrink must be in [0, 1)");
    assertThatThrownBy(() -> new ShrinkAndPerturb(1, 0, 2))
        .hasMessageContaining("perturb must be in [0, 1]");
  }
}

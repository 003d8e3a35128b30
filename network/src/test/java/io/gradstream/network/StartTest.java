package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import io.gradstream.network.spec.UnfitStartException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new model has the weights it is to start with, and drawn ones for the rest. */
class StartTest {

  private static final NetworkSpec SPEC =
      new NetworkSpec(2, List.of(), List.of(new DenseSpec(3, Activation.TANH)), new MultiClass(2));
  private static final TrainingSpec DRAWN =
      new TrainingSpec(
          new Adam(0.01f, 0.9f, 0.999f, 1e-8f),
          new ScheduleSpec.Constant(),
          new Clipping.None(),
          0,
          Initializer.AUTO,
          0.9f);
  private static final float[] GIVEN = {1, 2, 3, 4, 5, 6};

  private static TrainingSpec starting(String tensor, List<Integer> shape, float... values) {
    return DRAWN.with(new StartWeights(List.of(new StartTensor(tensor, shape, values))));
  }

  private static float[] tensor(Network network, NetworkVector vector, String name) {
    Tensor tensor =
        network.tensors().tensors().stream()
            .filter(of -> of.name().equals(name))
            .findFirst()
            .orElseThrow();
    float[] all = network.block(vector, 0);
    return Arrays.copyOfRange(all, tensor.offset(), tensor.offset() + tensor.size());
  }

  @Test
  void usageExample() {
    try (Network drawn = new Network(SPEC, DRAWN, 1, 7);
        Network given = new Network(SPEC, starting("dense1.weight", List.of(2, 3), GIVEN), 1, 7)) {
      assertThat(tensor(given, NetworkVector.WEIGHTS, "dense1.weight")).containsExactly(GIVEN);
      assertThat(tensor(given, NetworkVector.AVERAGES, "dense1.weight")).containsExactly(GIVEN);
      assertThat(tensor(given, NetworkVector.WEIGHTS, "output.weight"))
          .containsExactly(tensor(drawn, NetworkVector.WEIGHTS, "output.weight"));
    }
  }

  @Test
  void anotherNewModelInTheSameMemoryStartsSoToo() {
    try (Network network =
        new Network(SPEC, starting("dense1.weight", List.of(2, 3), GIVEN), 1, 7)) {
      network.input(0, new float[] {1, -1}, 0, new int[0], 0);
      network.target(0, 1);
      network.train(1);
      assertThat(tensor(network, NetworkVector.WEIGHTS, "dense1.weight")).isNotEqualTo(GIVEN);

      network.reset(8);

      assertThat(tensor(network, NetworkVector.WEIGHTS, "dense1.weight")).containsExactly(GIVEN);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, 0)).isTrue();
    }
  }

  @Test
  void whatTheNetworkDoesNotHaveIsNamedBeforeThereIsMemory() {
    assertThatThrownBy(
            () -> NetworkPlan.of(SPEC, starting("dense1.weight", List.of(3, 2), GIVEN), 1))
        .isInstanceOf(UnfitStartException.class)
        .hasMessage("dense1.weight is [3, 2], and that of the network [2, 3]");
    assertThatThrownBy(() -> new Network(SPEC, starting("gru1.bias", List.of(1), 0), 1, 7))
        .isInstanceOf(UnfitStartException.class)
        .hasMessageContaining("the network has no gru1.bias [1]; it has dense1.weight [2, 3]");
  }

  @Test
  void aTensorIsFiniteNumbersOfItsShape() {
    assertThatThrownBy(() -> new StartTensor("a", List.of(2), new float[1]))
        .hasMessage("values of a must be 2 for [2]: values of a=1");
    assertThatThrownBy(() -> new StartTensor("a", List.of(1), new float[] {Float.NaN}))
        .hasMessage("values of a must be finite: values of a=NaN");
    StartTensor one = new StartTensor("a", List.of(1), new float[] {1});
    assertThatThrownBy(() -> new StartWeights(List.of(one, one)))
        .hasMessage("tensors must be of different names: tensors=[a, a]");
  }
}

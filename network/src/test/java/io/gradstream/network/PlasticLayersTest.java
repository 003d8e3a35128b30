package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.DropoutSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which layers' units can be replaced. */
class PlasticLayersTest {

  private static final LayerSpec TANH = dense(4, Activation.TANH);

  private static LayerSpec dense(int width, Activation activation) {
    return new DenseSpec(width, activation);
  }

  /** Utility, age and mean of each unit, and what is due of each layer. */
  private static void assertSubject(int layers, int units, LayerSpec... specs) {
    TrainingSpec training = TrainingSpec.of(Examples.ADAM).with(PlasticCase.replacing(0.01f, 5));
    NetworkSpec spec = new NetworkSpec(6, List.of(), List.of(specs), new Binary());
    try (Network network = new Network(spec, training, 2, 1)) {
      assertThat(Examples.all(network, NetworkVector.UNITS)).hasSize(3 * units + layers);
    }
  }

  @Test
  void hiddenDenseLayersAreSubject() {
    assertSubject(0, 0);
    assertSubject(1, 4, TANH);
    assertSubject(2, 9, TANH, dense(5, Activation.RELU));
  }

  @Test
  void activationsAndDropoutKeepUnitsApart() {
    assertSubject(1, 4, TANH, new ActivationSpec(Activation.RELU), new DropoutSpec(0.1f));
    assertSubject(1, 4, TANH, new DropoutSpec(0f));
  }

  @Test
  void normsAndSoftmaxMixThem() {
    assertSubject(0, 0, TANH, new LayerNormSpec());
    assertSubject(0, 0, dense(4, Activation.SOFTMAX));
    assertSubject(0, 0, TANH, new ActivationSpec(Activation.SOFTMAX));
    assertSubject(1, 5, TANH, new LayerNormSpec(), dense(5, Activation.RELU));
  }

  @Test
  void ofABlockOnlyTheLayersWithin() {
    LayerSpec residual = new Residual(List.of(dense(9, Activation.RELU), TANH));
    assertSubject(1, 9, TANH, residual);
    LayerSpec concat =
        new Concat(
            List.of(
                new Branch("left", List.of(TANH)),
                new Branch("right", List.of(dense(7, Activation.RELU), TANH))));
    assertSubject(1, 7, concat);
  }
}

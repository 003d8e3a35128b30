package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.plasticity.Activity;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTest {

  private static final OptimizerSpec STILL = new OptimizerSpec.Sgd(1e-9f);
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          5,
          List.of(),
          List.of(
              new DenseSpec(20, Activation.RELU),
              new LayerNormSpec(),
              new DenseSpec(10, Activation.RELU)),
          new Binary());

  private static void train(Network network, int batch, int steps) {
    for (int step = 0; step < steps; step++) {
      Examples.random(network.spec(), batch, step).train(network);
    }
  }

  /** Biases so low that nothing reaches the first units of each layer. */
  private static void kill(Network network, String layer, int units) {
    float[] weights = network.block(NetworkVector.WEIGHTS, 0);
    int bias = PlasticCase.tensor(network, layer + ".bias").offset();
    for (int unit = 0; unit < units; unit++) {
      weights[bias + unit] = -1000f;
    }
    network.setBlock(NetworkVector.WEIGHTS, 0, weights);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 100})
  void unitsWithoutAnyOutputAreDead(int batch) {
    try (Network network = new Network(SPEC, STILL, batch, 1)) {
      assertThat(network.activity()).isEqualTo(new Activity(30, 0, 0));
      kill(network, "dense3", 4);
      train(network, batch, 128);
      int before = network.activity().deadUnits();
      assertThat(before).isGreaterThanOrEqualTo(4);
      kill(network, "dense3", 6);
      kill(network, "dense1", 20);
      train(network, batch, 128);
      assertThat(network.activity().deadUnits()).isGreaterThanOrEqualTo(26).isGreaterThan(before);
      network.reset(2);
      assertThat(network.activity()).isEqualTo(new Activity(30, 0, 0));
    }
  }

  @Test
  void whatIsDeadIsForgottenWhenItLives() {
    try (Network network = new Network(SPEC, STILL, 16, 1)) {
      float[] weights = network.block(NetworkVector.WEIGHTS, 0);
      kill(network, "dense3", 10);
      train(network, 16, 64);
      assertThat(network.activity().deadUnits()).isGreaterThanOrEqualTo(10);
      assertThat(network.activity().effectiveRank()).isZero();
      network.setBlock(NetworkVector.WEIGHTS, 0, weights);
      train(network, 16, 64);
      assertThat(network.activity().deadUnits()).isLessThan(10);
      assertThat(network.activity().effectiveRank()).isBetween(2.0, 10.0);
    }
  }

  @Test
  void theGaugesChangeNothing() {
    try (Network asked = new Network(SPEC, Examples.ADAM, 16, 1);
        Network quiet = new Network(SPEC, Examples.ADAM, 16, 1)) {
      for (int step = 0; step < 10; step++) {
        Examples examples = Examples.random(SPEC, 16, step);
        examples.train(asked);
        examples.train(quiet);
        float output = asked.output(3, 0);
        asked.activity();
        assertThat(asked.output(3, 0)).isEqualTo(output);
      }
      assertThat(Examples.all(asked, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(quiet, NetworkVector.WEIGHTS));
    }
  }

  @Test
  void networkWithoutHiddenLayersHasNoUnits() {
    NetworkSpec line = new NetworkSpec(5, List.of(), List.of(), new Binary());
    try (Network network = new Network(line, STILL, 16, 1)) {
      train(network, 16, 3);
      assertThat(network.activity()).isEqualTo(new Activity(0, 0, 0));
    }
  }
}

package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.NetworkPlan.Line;
import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.Adversarial;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.InvalidLayerException.Step;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdversarialTest {

  private static final int[] NO_TABLES = {};

  private static NetworkSpec spec(AdversarialLoss loss) {
    return new NetworkSpec(
        2,
        List.of(),
        List.of(new DenseSpec(16, Activation.LEAKY_RELU), new DenseSpec(2, Activation.LINEAR)),
        new Adversarial(3, List.of(new DenseSpec(16, Activation.LEAKY_RELU)), loss));
  }

  /** Rows near (2, -1). */
  private static void stage(Network network, Random random, int rows) {
    for (int row = 0; row < rows; row++) {
      float[] x = {
        2f + 0.3f * (float) random.nextGaussian(), -1f + 0.3f * (float) random.nextGaussian()
      };
      network.input(row, x, 0, NO_TABLES, 0);
    }
  }

  /** The two networks chase each other in circles; the average of their weights is the middle. */
  private static final TrainingSpec AVERAGED =
      new TrainingSpec(
          new Adam(0.002f, 0.5f, 0.9f, 1e-8f),
          new ScheduleSpec.Constant(),
          new TrainingSpec.Clipping.None(),
          0f,
          Initializer.AUTO,
          0.995f);

  @ParameterizedTest
  @EnumSource(AdversarialLoss.class)
  void usageExample(AdversarialLoss loss) {
    try (Network network = new Network(spec(loss), AVERAGED, 64, 7)) {
      Random random = new Random(3);
      for (int step = 0; step < 2_000; step++) {
        stage(network, random, 64);
        assertThat(network.train(64).updated()).isTrue();
      }
      double[] mean = new double[2];
      for (float[] sample : new RowSampler(network, 11).next(500)) {
        mean[0] += sample[0] / 500.0;
        mean[1] += sample[1] / 500.0;
      }
      assertThat(mean[0]).isCloseTo(2, within(0.3));
      assertThat(mean[1]).isCloseTo(-1, within(0.3));
    }
  }

  @Test
  void discriminatorTellsWhatIsUnlikeTheRowsItSaw() {
    NetworkSpec spec = spec(AdversarialLoss.NON_SATURATING);
    try (Network network = new Network(spec, Examples.ADAM, 64, 7)) {
      Random random = new Random(3);
      for (int step = 0; step < 50; step++) {
        stage(network, random, 64);
        network.train(64);
      }
      network.input(0, new float[] {2f, -1f}, 0, NO_TABLES, 0);
      float[] made = new RowSampler(network, 5).next(1)[0];
      network.input(1, made, 0, NO_TABLES, 0);
      network.predict(2);
      assertThat(network.output(0, 0)).isGreaterThan(network.output(1, 0)).isBetween(0f, 1f);
    }
  }

  @Test
  void samplesFollowFromTheSeedAndChangeNothing() {
    NetworkSpec spec = spec(AdversarialLoss.HINGE);
    try (Network network = new Network(spec, Examples.ADAM, 4, 7)) {
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      float[][] samples = new RowSampler(network, 1).next(10);
      assertThat(samples).hasDimensions(10, 2);
      assertThat(new RowSampler(network, 1).next(10)).isDeepEqualTo(samples);
      assertThat(new RowSampler(network, 2).next(10)[3]).isNotEqualTo(samples[3]);
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
      assertThat(network.steps()).isZero();
    }
  }

  /** The first step of both, by finite differences of the losses in double precision. */
  @ParameterizedTest
  @EnumSource(AdversarialLoss.class)
  void stepsAlongTheGradientsOfBothLosses(AdversarialLoss loss) {
    NetworkSpec spec = spec(loss);
    try (Network network = new Network(spec, new Sgd(1f), 5, 1)) {
      Examples.randomizeWeights(network, 2);
      double[] before = toDouble(Examples.all(network, NetworkVector.WEIGHTS));
      Random random = new Random(3);
      float[][] real = new float[5][2];
      for (int row = 0; row < 5; row++) {
        real[row][0] = (float) random.nextGaussian();
        real[row][1] = (float) random.nextGaussian();
        network.input(row, real[row], 0, NO_TABLES, 0);
      }
      StepResult result = network.train(5);
      double[] after = toDouble(Examples.all(network, NetworkVector.WEIGHTS));
      Reference reference = new Reference(network, loss, real, noise());
      int generator = reference.tensors.get("discriminator.dense1.weight").offset();
      double[] half = before.clone(); // the discriminator was updated, the generator not yet
      System.arraycopy(after, generator, half, generator, half.length - generator);
      assertThat((double) result.loss())
          .isCloseTo(reference.discrimination(before) + reference.deception(half), within(1e-4));
      for (int i = 0; i < before.length; i++) {
        double expected = difference(reference, i < generator, i < generator ? half : before, i);
        assertThat(before[i] - after[i])
            .as("weight %d", i)
            .isCloseTo(expected, within(1e-5 + 1e-3 * Math.abs(expected)));
      }
    }
  }

  private static float[][] noise() {
    try (Arena arena = new Arena(15, 0)) {
      StepRandom random = new StepRandom();
      random.seed(1);
      random.step(1);
      random.normal(0, arena.floats(), 0, 15);
      float[][] noise = new float[5][3];
      for (int row = 0; row < 5; row++) {
        System.arraycopy(arena.floats(), 3 * row, noise[row], 0, noise[row].length);
      }
      return noise;
    }
  }

  private static double difference(Reference reference, boolean deceives, double[] w, int i) {
    double weight = w[i];
    w[i] = weight + 1e-6;
    double above = deceives ? reference.deception(w) : reference.discrimination(w);
    w[i] = weight - 1e-6;
    double below = deceives ? reference.deception(w) : reference.discrimination(w);
    w[i] = weight;
    return (above - below) / 2e-6;
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @Test
  void tensorsAndLayersAreNamedByTheirNetwork() {
    NetworkSpec spec = spec(AdversarialLoss.HINGE);
    NetworkPlan plan = NetworkPlan.of(spec, TrainingSpec.of(new Sgd(1f)), 4);
    assertThat(plan.layers())
        .extracting(Line::name)
        .containsExactly(
            "generator.dense1", "generator.dense2", "discriminator.dense1", "discriminator.output");
    assertThat(plan.parameters())
        .isEqualTo(plan.layers().stream().mapToLong(Line::parameters).sum());
    try (Network network = new Network(spec, Examples.SGD, 4, 1)) {
      assertThat(network.targetWidth()).isZero();
      assertThat(network.outputWidth()).isEqualTo(1);
    }
  }

  @Test
  void layersThatMakeAnotherShapeAreRefused() {
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(),
            List.of(new DenseSpec(3, Activation.TANH)),
            new Adversarial(4, List.of(), AdversarialLoss.HINGE));
    assertThatThrownBy(() -> new Network(spec, Examples.SGD, 1, 1))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessage(
            "network: adversarial expects layers that learn to make [2] of noise [4]; they make"
                + " [3]");
  }

  @Test
  void layerOfTheDiscriminatorThatDoesNotFitIsNamed() {
    LayerSpec sequence = new SequenceSpec.Position(SequenceSpec.Position.Kind.LEARNED);
    NetworkSpec spec =
        new NetworkSpec(
            2,
            List.of(),
            List.of(new DenseSpec(2, Activation.TANH)),
            new Adversarial(4, List.of(sequence), AdversarialLoss.HINGE));
    assertThatThrownBy(() -> new Network(spec, Examples.SGD, 1, 1))
        .isInstanceOfSatisfying(
            InvalidLayerException.class,
            e -> assertThat(e.path()).containsExactly(new Step("discriminator", 0, "position")))
        .hasMessageStartingWith("discriminator[0] position: ");
  }

  @Test
  void categoriesAreRefused() {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(),
            List.of(new EmbeddingSpec("origin", 3, 2)),
            List.of(new DenseSpec(2, Activation.TANH)),
            new Adversarial(4, List.of(), AdversarialLoss.HINGE));
    assertThatThrownBy(() -> new Network(spec, Examples.SGD, 1, 1))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContaining("without categories");
  }

  @Test
  void aFewAtATimeAreTheSameSamples() {
    NetworkSpec spec = spec(AdversarialLoss.HINGE);
    try (Network network = new Network(spec, Examples.ADAM, 4, 7);
        Network alone = new Network(spec, Examples.ADAM, 1, 7)) {
      float[][] samples = new RowSampler(network, 1).next(10);
      RowSampler sampler = new RowSampler(alone, 1);
      List<float[]> drawn = new ArrayList<>(List.of(sampler.next(3)));
      alone.input(0, new float[] {2f, -1f}, 0, NO_TABLES, 0);
      alone.predict(1);
      drawn.addAll(List.of(sampler.next(7)));
      assertThat(drawn.toArray(float[][]::new)).isDeepEqualTo(samples);
    }
  }

  @Test
  void otherNetworksMakeNoSamples() {
    NetworkSpec spec = new NetworkSpec(2, List.of(), List.of(), new Binary());
    try (Network network = new Network(spec, Examples.SGD, 1, 1)) {
      assertThatThrownBy(() -> new RowSampler(network, 1).next(1))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("only an adversarial network");
    }
  }

  /** Both losses, written the obvious way in double precision. */
  private static final class Reference {

    private final Map<String, Tensor> tensors;
    private final AdversarialLoss loss;
    private final float[][] real;
    private final float[][] noise;

    Reference(Network network, AdversarialLoss loss, float[][] real, float[][] noise) {
      tensors =
          network.tensors().tensors().stream().collect(Collectors.toMap(Tensor::name, t -> t));
      this.loss = loss;
      this.real = real;
      this.noise = noise;
    }

    double discrimination(double[] w) {
      double sum = 0;
      for (int row = 0; row < real.length; row++) {
        double z = judge(w, toDouble(real[row]));
        double y = judge(w, generate(w, row));
        sum +=
            loss == AdversarialLoss.HINGE
                ? Math.max(0, 1 - z) + Math.max(0, 1 + y)
                : Math.log(1 + Math.exp(-z)) + Math.log(1 + Math.exp(y));
      }
      return sum / real.length;
    }

    double deception(double[] w) {
      double sum = 0;
      for (int row = 0; row < real.length; row++) {
        double y = judge(w, generate(w, row));
        sum += loss == AdversarialLoss.HINGE ? -y : Math.log(1 + Math.exp(-y));
      }
      return sum / real.length;
    }

    private double[] generate(double[] w, int row) {
      double[] hidden = leaky(affine(w, "generator.dense1", toDouble(noise[row])));
      return affine(w, "generator.dense2", hidden);
    }

    private double judge(double[] w, double[] x) {
      double[] hidden = leaky(affine(w, "discriminator.dense1", x));
      return affine(w, "discriminator.output", hidden)[0];
    }

    private static double[] leaky(double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] = z[i] < 0 ? 0.01 * z[i] : z[i];
      }
      return z;
    }

    private double[] affine(double[] w, String name, double[] x) {
      Tensor weight = tensors.get(name + ".weight");
      Tensor bias = tensors.get(name + ".bias");
      double[] y = new double[bias.size()];
      for (int j = 0; j < y.length; j++) {
        y[j] = w[bias.offset() + j];
        for (int i = 0; i < x.length; i++) {
          y[j] += x[i] * w[weight.offset() + i * y.length + j];
        }
      }
      return y;
    }
  }
}

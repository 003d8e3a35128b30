package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.network.NetworkPlan.Line;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.BlockSpec.Branch;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.InvalidLayerException.Step;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkPlanTest {

  private static final TrainingSpec ADAM = TrainingSpec.of(new Adam(0.001f, 0.9f, 0.999f, 1e-8f));

  private static final LayerSpec DENSE = new DenseSpec(4, Activation.RELU);
  private static final LayerSpec SEQUENCE =
      new SequenceSpec.Position(SequenceSpec.Position.Kind.SINUSOIDAL);

  @Test
  void usageExample() {
    NetworkSpec spec =
        new NetworkSpec(
            5,
            List.of(new EmbeddingSpec("origin", 7, 3)),
            List.of(
                new DenseSpec(16, Activation.RELU),
                new Residual(List.of(new DenseSpec(16, Activation.TANH)))),
            new MultiClass(3));
    NetworkPlan plan = NetworkPlan.of(spec, ADAM, 32);
    assertThat(plan.layers())
        .containsExactly(
            new Line("embedding.origin", "[3]", 21, 0),
            new Line("dense1", "[16]", 9 * 16, 256),
            new Line("residual2", "[16]", 17 * 16, 512 + 16),
            new Line("output", "[3]", 17 * 3, 96));
    assertThat(plan.parameters()).isEqualTo(21 + 9 * 16 + 17 * 16 + 17 * 3);
    assertThat(plan.flops()).isEqualTo(256 + 512 + 16 + 96);
    assertThat(plan.weightBytes()).isEqualTo(4 * plan.parameters());
    assertThat(plan.momentBytes()).isEqualTo(8 * plan.parameters());
    assertThat(plan.averageBytes()).isZero();
    assertThat(plan.bytes()).isGreaterThan(4 * 32 * 16).isLessThan(100_000);
  }

  @Test
  void networkTooLargeForItsMemoryIsRefused() {
    NetworkSpec wide =
        new NetworkSpec(
            30_000, List.of(), List.of(new DenseSpec(10_000, Activation.RELU)), new Binary());
    assertThatThrownBy(() -> NetworkPlan.of(wide, ADAM, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network must fit in 2 GiB");
  }

  @Test
  void layerThatDoesNotFitIsNamedByItsPlace() {
    assertInvalid(
        List.of(DENSE, DENSE, SEQUENCE),
        "network[2] position: position expects a sequence [steps, width]; its input is [4], made by"
            + " network[1] dense",
        new Step("", 2, "position"));
  }

  @Test
  void firstLayerReadsTheNetworksOwnInput() {
    assertInvalid(
        List.of(SEQUENCE, DENSE),
        "network[0] position: position expects a sequence [steps, width]; its input is [6], the"
            + " network's own",
        new Step("", 0, "position"));
  }

  @Test
  void layerWithinABranchIsNamedByItsBranch() {
    Concat concat =
        new Concat(List.of(new Branch("left", List.of()), new Branch("right", List.of(SEQUENCE))));
    assertInvalid(
        List.of(DENSE, concat),
        "network[1].right[0] position: position expects a sequence [steps, width]; its input is"
            + " [4], that of network[1] concat",
        new Step("", 1, "concat"),
        new Step("right", 0, "position"));
  }

  @Test
  void layerWithinAResidualBlockIsNamedByItsIndex() {
    assertInvalid(
        List.of(new Residual(List.of(DENSE, SEQUENCE))),
        "network[0][1] position: position expects a sequence [steps, width]; its input is [4], made"
            + " by network[0][0] dense",
        new Step("", 0, "residual"),
        new Step("", 1, "position"));
  }

  @Test
  void blockThatChangesTheShapeIsNamedItself() {
    assertInvalid(
        List.of(new Residual(List.of(DENSE))),
        "network[0] residual: residual expects layers that keep the shape of their input; they"
            + " make [4] of [6]",
        new Step("", 0, "residual"));
  }

  @Test
  void transformerIsNamedAsAWhole() {
    assertInvalid(
        List.of(new BlockSpec.Transformer(2, 8, true, 0f, Activation.GELU)),
        "network[0] transformer: transformer expects a sequence [steps, width]; its input is [6],"
            + " the network's own",
        new Step("", 0, "transformer"));
  }

  @Test
  void allLayersTogetherMustFitTheHead() {
    NetworkSpec image =
        new NetworkSpec(
            List.of(new Part("pixels", Shape.of(2, 2, 1))),
            List.of(),
            List.of(DENSE),
            new Binary());
    assertThatThrownBy(() -> NetworkPlan.of(image, ADAM, 1))
        .isInstanceOfSatisfying(InvalidLayerException.class, e -> assertThat(e.path()).isEmpty())
        .hasMessageStartingWith("network: the output layer expects a vector");
  }

  private static void assertInvalid(List<LayerSpec> layers, String message, Step... path) {
    NetworkSpec spec = new NetworkSpec(6, List.of(), layers, new Binary());
    assertThatThrownBy(() -> NetworkPlan.of(spec, ADAM, 1))
        .isInstanceOfSatisfying(
            InvalidLayerException.class, e -> assertThat(e.path()).containsExactly(path))
        .hasMessage(message);
  }
}

package io.gradstream.model.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.ValueLoss;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of target owes to those who never ask which kind it is. */
final class TargetContractTest {

  private static final List<FeatureSpec> NUMBERS =
      List.of(new FeatureSpec.Numbers("x", List.of(4), new FeatureSpec.Scaling.None()));
  private static final List<FeatureSpec> TEXT =
      List.of(FeatureSpec.Tokens.characters("t", 4, "ab"));

  private enum Subject {
    BINARY(new BinaryTarget("late", 0.1f, 3f), NUMBERS),
    CLASSES(new MultiClassTarget(List.of("a", "b", "c")), NUMBERS),
    TWO_CLASSES(new MultiClassTarget(List.of("a", "b")), NUMBERS),
    OPEN_CLASSES(new OpenClassTarget(List.of("a", "b", "c"), 3, 0, false), NUMBERS),
    NUMBER(new RegressionTarget("y"), NUMBERS),
    RECONSTRUCTION(new ReconstructionTarget(new ValueLoss.Absolute()), NUMBERS),
    NEXT_TOKEN(new NextTokenTarget(0), TEXT),
    GENERATION(
        new GenerationTarget(
            3, List.of(new LayerSpec.DenseSpec(4, Activation.RELU)), AdversarialLoss.HINGE),
        NUMBERS);

    private final Target target;
    private final List<FeatureSpec> features;

    Subject(Target target, List<FeatureSpec> features) {
      this.target = target;
      this.features = features;
    }

    private Network network() {
      List<LayerSpec> layers =
          features == TEXT
              ? List.of(new SequenceSpec.TokenEmbedding(4, 5))
              : List.of(new LayerSpec.DenseSpec(4, Activation.LINEAR));
      NetworkSpec.Part part =
          new NetworkSpec.Part("x", features == TEXT ? Shape.of(4) : Shape.of(4));
      return new Network(
          new NetworkSpec(List.of(part), List.of(), layers, target.head(features)),
          new OptimizerSpec.Sgd(0.1f),
          2,
          7);
    }
  }

  @Test
  void everyKindIsASubject() {
    Set<Class<?>> subjects =
        Stream.of(Subject.values()).map(of -> of.target.getClass()).collect(Collectors.toSet());

    assertThat(subjects).containsExactlyInAnyOrder(Target.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerIsAsWideAsItsOutputsSay(Subject of) {
    float[] inputs = {1, 2, 1, 2, 1};
    try (Network network = of.network()) {
      network.input(0, inputs, 0, new int[0], 0);
      of.target.stage(network, 0, inputs, 0, 1);
      network.train(1);
      double[] outputs = new double[Math.max(of.target.classes(), of.target.width(of.features))];
      of.target.read(network, 0, inputs, outputs);
      double[] answer = of.target.answer(outputs);

      assertThat(answer).hasSize(of.target.width(of.features));
      Output first = of.target.outputs(of.features).get(0);
      Output.Numbers numbers = (Output.Numbers) first;
      int columns =
          numbers.columns() == Output.Numbers.ANY
              ? numbers.columnNames().size()
              : Math.max(1, numbers.columns());
      assertThat(columns).isEqualTo(answer.length);
      for (Output output : of.target.outputs(of.features)) {
        if (output instanceof Output.Text text) {
          assertThat(text.of().apply(answer)).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void probabilitiesOfClassesSumToOne(Subject of) {
    if (of.target.classes() == 0) {
      return;
    }
    float[] inputs = {1, 2, 1, 2};
    try (Network network = of.network()) {
      network.input(0, inputs, 0, new int[0], 0);
      network.predict(1);
      double[] outputs = new double[of.target.classes()];
      of.target.read(network, 0, inputs, outputs);

      double sum = 0;
      for (double output : outputs) {
        sum += output;
      }
      assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAnEventThatIsItsOwnLabelHasALossOfItsOwn(Subject of) {
    float[] inputs = {1, 2, 1, 2, 1};
    try (Network network = of.network()) {
      network.input(0, inputs, 0, new int[0], 0);
      network.predict(1);
      if (of.target.isInEveryEvent()) {
        RowLoss loss = of.target.loss(network, 0, inputs);
        assertThat(loss.sum()).isGreaterThanOrEqualTo(0).isFinite();
        assertThat(loss.count()).isPositive();
        assertThat(of.target.scoreKind()).isIn(ScoreKind.LOSS, ScoreKind.TOKEN_LOSS);
      } else {
        assertThatThrownBy(() -> of.target.loss(network, 0, inputs))
            .isInstanceOf(IllegalStateException.class);
        assertThat(of.target.scoreKind()).isNotIn(ScoreKind.LOSS, ScoreKind.TOKEN_LOSS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCombinedHasAHeadForAMember(Subject of) {
    if (of.target.canBeCombined()) {
      assertThat(of.target.memberHead(of.features)).isNotNull();
      assertThat(of.target.classes() > 0 || of.target.isNumber()).isTrue();
    } else {
      assertThatThrownBy(() -> of.target.memberHead(of.features))
          .hasMessageContaining("a pool predicts classes or a number");
    }
    assertThat(of.target.baselineLoss(of.features)).isPositive();
    assertThat(of.target.task()).isNotBlank();
  }

  @Test
  void theLossOfWhoKnowsNothingIsThatOfEquallyLikelyOutcomes() {
    assertThat(new BinaryTarget("x", 0, 5).baselineLoss(NUMBERS)).isEqualTo(5 * Math.log(2));
    assertThat(new MultiClassTarget(List.of("a", "b", "c")).baselineLoss(NUMBERS))
        .isEqualTo(Math.log(3));
    assertThat(new RegressionTarget("y").baselineLoss(NUMBERS)).isEqualTo(1);
  }
}

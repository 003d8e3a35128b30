package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code challengers}: what one leaves out is the champion's. */
class ChallengersReaderTest {

  private static final String ONE_NETWORK =
      Specs.MINIMAL
          + """
          network: [{dense: 8}]
          learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 5}
          """;

  @TempDir Path folder;

  private static Challenger only(LearnerSpec spec) {
    assertThat(spec.challengers()).hasSize(1);
    return spec.challengers().get(0);
  }

  private static LearnerSpec with(String challenger) {
    return Specs.read(ONE_NETWORK + "challengers: {other: " + challenger + "}\n");
  }

  @Test
  void usageExample() {
    LearnerSpec spec = with("{network: [{dense: 64}], promote: whenBetter}");
    Challenger other = only(spec);

    assertThat(other.name()).isEqualTo("other");
    assertThat(other.whenBetter()).isTrue();
    assertThat(other.model().layers()).hasSize(1).isNotEqualTo(spec.model().layers());
    assertThat(other.model().features()).isEqualTo(spec.model().features());
    assertThat(other.model().events()).isEqualTo(spec.model().events());
    assertThat(other.learn()).isEqualTo(spec.learn());
    assertThat(spec.alone(other).challengers()).isEmpty();
  }

  @Test
  void theChampionIsWhatItIsWithoutChallengers() {
    LearnerSpec alone = Specs.read(ONE_NETWORK);
    LearnerSpec spec = with("{network: [{dense: 64}]}");

    assertThat(spec.model()).isEqualTo(alone.model());
    assertThat(spec.learn()).isEqualTo(alone.learn());
    assertThat(alone.challengers()).isEmpty();
  }

  @Test
  void ofHowItLearnsOnlyWhatIsWrittenIsAnother() {
    LearnerSpec spec = with("{learn: {optimizer: {sgd: {learningRate: 0.1}}}}");
    Challenger other = only(spec);

    assertThat(other.whenBetter()).isFalse();
    assertThat(other.model()).isEqualTo(spec.model());
    assertThat(other.learn().training().optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.1f));
    assertThat(other.learn().batch()).isEqualTo(5);
  }

  @Test
  void severalNetworksMayChallengeOneAndOneSeveral() {
    LearnerSpec several = with("{pool: {members: [{perceptron: [8]}, {memory: 100}]}}");
    assertThat(only(several).model().pool().orElseThrow().members()).hasSize(2);
    assertThat(only(several).model().layers()).isEmpty();

    LearnerSpec one = Specs.read(Specs.MINIMAL + "challengers: {one: {network: [{dense: 8}]}}\n");
    assertThat(one.model().pool()).isPresent();
    assertThat(only(one).model().pool()).isEmpty();
    assertThat(only(one).learn().batch()).isEqualTo(32);
  }

  @Test
  void aChallengerMayStartWithWeightsOfItsOwnAndAnotherNetworkHasNotTheChampions()
      throws IOException {
    StartWeights weights =
        new StartWeights(List.of(new StartTensor("output.bias", List.of(1), new float[] {3})));
    Files.writeString(folder.resolve("a.weights"), WeightsFile.write(weights));
    Files.writeString(
        folder.resolve("spec.yaml"),
        """
        learner: smallest
        events: {topic: clicks}
        features: [{field: seconds, as: numbers, shape: [2]}]
        target: {binary: bought}
        network: []
        learn: {start: a.weights}
        challengers:
          fresh: {network: [{dense: 8}]}
          started: {learn: {start: a.weights, batch: 7}}
        """);
    LearnerSpec spec = SpecReader.read(folder.resolve("spec.yaml"));

    assertThat(spec.learn().training().start().isEmpty()).isFalse();
    assertThat(spec.challenger("fresh").orElseThrow().learn().training().start().isEmpty())
        .isTrue();
    assertThat(spec.challenger("started").orElseThrow().learn().training().start())
        .isEqualTo(spec.learn().training().start());
    assertThat(SpecReader.read(SpecBundle.decode(spec.source().encode()))).isEqualTo(spec);
  }

  @Test
  void whoeverComesOrGoesTheChampionsStateIsKept() {
    LearnerSpec alone = Specs.read(ONE_NETWORK);
    LearnerSpec challenged = with("{network: [{dense: 64}]}");
    SpecChange change = SpecChange.between(alone, challenged);

    assertThat(change.kept()).isEqualTo(Kept.STATE);
    assertThat(change.changesLearning()).isTrue();
    assertThat(SpecChange.between(challenged, alone).kept()).isEqualTo(Kept.STATE);
  }
}

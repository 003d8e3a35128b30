package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.PracticeSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a learner is a pool, and which. */
class PoolReaderTest {

  private static final String HEAD =
      """
      learner: rides
      events: {topic: rides}
      features: [{field: load, as: numeric}, {field: origin, as: category}]
      """;

  /** In {@code rest} a ~ stands for a new line. */
  private static LearnerSpec read(String rest) {
    return Specs.read(HEAD + rest.replace('~', '\n') + "\n");
  }

  @Test
  void usageExample() {
    PoolSpec pool =
        read("""
                target: {regression: delay}
                pool:
                  history: [numbers, labels]
                  season: false
                  replay: false
                  mix: hedge
                  members:
                    - {perceptron: [16, 8], sees: numbers, learningRate: 0.01, anchor: mean}
                    - {perceptron: [], sees: event}
                    - {leastSquares: labels, anchor: seasonChange}
                    - {leastSquares: event}
                """)
            .model()
            .pool()
            .orElseThrow();

    assertThat(pool)
        .isEqualTo(
            new PoolSpec(
                Set.of(HistoryGroup.NUMBERS, HistoryGroup.LABELS),
                false,
                false,
                PoolSpec.Mix.HEDGE,
                List.of(
                    new MemberSpec.Perceptron(
                        Optional.of(HistoryGroup.NUMBERS), List.of(16, 8), 0.01f, Anchor.MEAN),
                    new MemberSpec.Perceptron(Optional.empty(), List.of(), 0.001f, Anchor.LAST),
                    new MemberSpec.Linear(Optional.of(HistoryGroup.LABELS), Anchor.SEASON_CHANGE),
                    new MemberSpec.Linear(Optional.empty(), Anchor.LAST))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target: {binary: late}",
        "target: {classes: [a, b, c], field: kind}",
        "target: {regression: delay}",
        "target: {regression: delay}~pool: {}",
        "target: {regression: delay}~learn: {}",
        "target: {regression: delay}~learn: {batch: 8, young: 20000, replay: true}",
        "target: {binary: late}~learn: {optimizer: {adam: {learningRate: 0.001}}}",
        "target: {binary: late}~learn: {clip: {norm: 1}, averaging: 0.9}",
        "target: {binary: late}~learn: {optimizer: {sgd: {learningRate: 0.001}}}",
        "target: {binary: late}~limits: {keys: 5}"
      })
  void classesAndNumbersAreLearnedByThePoolOfTheirTarget(String rest) {
    LearnerSpec spec = read(rest);

    assertThat(spec.model().pool())
        .contains(PoolSpec.of(spec.model().target(), spec.model().features()));
    assertThat(spec.model().layers()).isEmpty();
    assertThat(spec.learn().batch()).isEqualTo(8);
  }

  @Test
  void whoSaysWhatOneNetworkIsGetsOne() {
    assertThat(read("target: {binary: late}~network: [{dense: 8}]").model().pool()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target: {binary: late}~network: []~pool: {members: [{perceptron: [2]}]} | 5: network must be absent when pool.members says who answers: given. Write it as {network: [...]} among the members.
          target: {reconstruct: true}~pool: {members: [{perceptron: [2]}]} | must be
          target: {binary: late}~network: []~pool: {mix: mean} | 6: pool.mix must be joint, or absent, where one network answers: mean. Remove it, or write pool.members.
          target: {binary: late}~learn: {replay: true}~pool: {replay: false} | 6: pool.replay must be as learn.replay: false. Remove it; learn.replay is enough.
          target: {binary: late}~pool: {members: [{leastSquares: event}]} | 5: pool.members[0].leastSquares must be absent unless a number is predicted: event. Write a perceptron.
          target: {regression: delay}~pool: {mix: stack} | 5: pool.mix must be joint, hedge or mean when a number is predicted: stack. Write mix: hedge.
          target: {regression: delay}~pool: {mix: gate} | 5: pool.mix must be joint, hedge or mean when a number is predicted: gate. Write mix: hedge.
          target: {regression: delay}~pool: {mix: informed} | 5: pool.mix must be joint, hedge or mean when a number is predicted: informed. Write mix: hedge.
          target: {regression: delay}~pool: {members: [{discriminant: rates}]} | 5: pool.members[0].discriminant must be absent unless classes are predicted: rates. Write leastSquares.
          target: {binary: late}~pool: {members: [{discriminant: nothing}]} | 5: pool.members[0].discriminant must
          target: {binary: late}~pool: {members: [{own: origin}]} | 5: pool.members[0].own must be absent unless a number is predicted: origin. Write a perceptron.
          target: {regression: delay}~pool: {members: [{own: delay}]} | 5: pool.members[0].own must be the field of a feature that is a category: delay. Add the feature as: category, or name another field.
          target: {binary: late}~pool: {members: [{memory: 0}]} | 5: pool.members[0].memory must
          target: {binary: late}~network: [{gru: 4, over: stream}]~learn: {replay: true} | 6: learn.replay must be false for a network with a state over the stream: true.
          target: {binary: late}~network: [{gru: 4, over: stream}]~pool: {history: [labels], replay: true} | 6: pool.replay must be false for a network with a state over the stream: true.
          target: {binary: late}~pool: {mix: best} | 5: pool.mix must be one of joint, mean, hedge, stack, gate, informed: best.
          target: {binary: late}~pool: {members: []} | 5: pool.members must
          target: {binary: late}~pool: {members: [{perceptron: [0]}]} | 5: pool.members[0].perceptron[0] must
          target: {binary: late}~pool: {history: [weather]} | 5: pool.history[0] must
          target: {binary: late}~limits: {categories: 1000000} | pool must need at most 67108864 weights: 96
          """)
  void everyRefusalNamesLineRuleAndWayOut(String rest, String message) {
    assertThatThrownBy(() -> read(rest))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void arraysAndTextsAreLearnedByOneNetworkUnlessMembersSayOtherwise() {
    String array =
        HEAD.replace("as: category", "as: numbers, shape: [4]") + "target: {binary: y}\n";
    assertThat(Specs.read(array).model().pool()).isEmpty();
    assertThat(Specs.read(array + "pool: {}\n").model().pool()).isEmpty();
    assertThat(Specs.read(array + "pool: {members: [{perceptron: [4]}]}\n").model().pool())
        .isPresent();
  }

  @Test
  void membersMayHaveLayersOfTheirOwn() {
    String text = HEAD.replace("as: category", "as: tokens, length: 8") + "target: {binary: y}\n";
    PoolSpec pool =
        Specs.read(
                text
                    + "pool: {members: [{network: [{select: origin}, {embedding: 4}, {gru: 5}]},"
                    + " {network: [{select: history}, {dense: 3}], sees: labels}]}\n")
            .model()
            .pool()
            .orElseThrow();

    assertThat(pool.members()).allMatch(MemberSpec.Layers.class::isInstance);
    assertThatThrownBy(() -> Specs.read(text + "pool: {members: [{perceptron: [4]}]}\n"))
        .hasMessageContaining(
            "pool.members[0] must have layers of its own when a feature is a text: none.");
  }

  @Test
  void aTextThatStandsBesideAHistoryIsSelected() {
    String text = HEAD.replaceAll("features: .*", "features: [{field: t, as: tokens, length: 8}]");
    String rest = "target: {binary: y}\npool: {history: [labels]}\nnetwork: ";

    assertThatThrownBy(() -> Specs.read(text + rest + "[{embedding: 4}, {gru: 5}]\n"))
        .hasMessageContaining("network[0] must fit its input");
    assertThat(Specs.read(text + rest + "[{select: t}, {embedding: 4}, {gru: 5}]\n").model().pool())
        .isPresent();
  }

  @Test
  void rowsThatAreTooWideAreNotLearnedAgain() {
    String wide =
        HEAD.replaceAll("features: .*", "features: [{field: x, as: numbers, shape: [70000]}]")
            + "target: {binary: y}\nnetwork: [{dense: 1}]\nlearn: {replay: true}\n";

    assertThatThrownBy(() -> Specs.read(wide))
        .hasMessageContaining("learn.replay must be false for events of more than 65536 inputs");
  }

  @Test
  void oneNetworkMayHaveAHistoryAndReplay() {
    LearnerSpec spec =
        read(
            "target: {binary: late}~network: [{dense: 8}]~pool: {history: [labels], replay: true}");

    assertThat(spec.model().pool().orElseThrow().members())
        .singleElement()
        .isInstanceOf(MemberSpec.Layers.class);
    assertThat(spec.learn().practice()).isEqualTo(new PracticeSpec(32, 0, true));
  }

  @Test
  void membersRatesFollowThatOfTheLearner() {
    LearnerSpec spec =
        read("target: {binary: late}~learn: {optimizer: {adam: {learningRate: 0.002}}}");

    assertThat(spec.model().pool())
        .contains(PoolSpec.of(spec.model().target(), spec.model().features()).scaled(2));
  }

  @Test
  void aSpecOfACheckpointOfBeforeMeansWhatItMeant() {
    SpecBundle before =
        new SpecBundle(
            "before.yaml", HEAD + "target: {binary: late}\nlearn: {batch: 32}\n", Map.of());

    assertThat(SpecReader.read(before, Meaning.FIRST).model().layers()).hasSize(2);
    assertThat(SpecReader.read(before).model().pool()).isPresent();
  }

  private static final String NEXT = "labels: {of: next, wait: 3h}\ntarget: {regression: load}\n";

  private static LearnerSpec series(String rest, Meaning meaning) {
    String head =
        """
        learner: air
        events: {topic: hours, time: at}
        features: [{field: load, as: numeric}]
        """;
    return SpecReader.read(new SpecBundle("air.yaml", head + rest, Map.of()), meaning);
  }

  @Test
  void whereTheNextEventTellsTheLabelAnEventSaysItselfWhatItIsNow() {
    LearnerSpec spec = series(NEXT, Meaning.PRESENT);

    assertThat(spec.model().pool()).isPresent();
    assertThat(spec.model().target().from()).contains("load");
    assertThat(spec.model().events().fields().get(spec.model().events().indexOf("load")).required())
        .as("it may be missing, as any feature")
        .isFalse();
    assertThat(series(NEXT, Meaning.FOURTH).model().target().from()).isEmpty();
    assertThat(series(NEXT + "network: [{dense: 4}]\n", Meaning.PRESENT).model().target().from())
        .as("a network alone learns what its spec says")
        .isEmpty();
  }

  @Test
  void aHorizonAheadMembersAnswerByTheirMeanUnlessTheSpecSaysOtherwise() {
    String ahead = NEXT.replace("wait: 3h", "horizon: 24h, wait: 25h");

    assertThat(mix(ahead, Meaning.PRESENT)).isEqualTo(PoolSpec.Mix.MEAN);
    assertThat(mix(ahead, Meaning.FOURTH)).isEqualTo(PoolSpec.Mix.JOINT);
    assertThat(mix(ahead + "pool: {mix: hedge}\n", Meaning.PRESENT)).isEqualTo(PoolSpec.Mix.HEDGE);
    assertThat(mix(NEXT, Meaning.PRESENT)).isEqualTo(PoolSpec.Mix.JOINT);
  }

  private static PoolSpec.Mix mix(String rest, Meaning meaning) {
    return series(rest, meaning).model().pool().orElseThrow().mix();
  }

  @Test
  void aChangeFromANumberOfTheEventIsLearnedByMembersToo() {
    String from = "target: {regression: delay, from: load}\n";

    assertThat(series(from, Meaning.PRESENT).model().pool()).isPresent();
    assertThat(series(from, Meaning.FOURTH).model().layers()).hasSize(2);
  }

  /** Each member has tables of its own, so the values that are held are shared out. */
  @ParameterizedTest
  @CsvSource({"1, 1024", "8, 1024", "16, 512", "100, 81", "500, 64"})
  void categoriesShareTheirCapacity(int categories, int each) {
    StringBuilder features = new StringBuilder("features:\n");
    for (int c = 0; c < categories; c++) {
      features.append("  - {field: c").append(c).append(", as: category}\n");
    }
    LearnerSpec spec =
        Specs.read(
            "learner: rides\nevents: {topic: rides}\n" + features + "target: {binary: late}\n");

    assertThat(spec.model().features())
        .allMatch(feature -> ((FeatureSpec.Category) feature).capacity() == each);
  }

  @Test
  void aCapacityThatIsSaidIsKept() {
    LearnerSpec spec =
        Specs.read(
            HEAD.replace("as: category", "as: category, capacity: 7") + "target: {binary: late}\n");
    LearnerSpec limited = read("target: {binary: late}~limits: {categories: 9}");

    assertThat(spec.model().features().get(1)).isEqualTo(new FeatureSpec.Category("origin", 16, 7));
    assertThat(limited.model().features().get(1))
        .isEqualTo(new FeatureSpec.Category("origin", 16, 9));
  }
}

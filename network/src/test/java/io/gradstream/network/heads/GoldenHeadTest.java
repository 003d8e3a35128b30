package io.gradstream.network.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.GoldenNumbers;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Adversarial;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.ValueLoss;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss and its gradient are those of libtorch. */
class GoldenHeadTest {

  private static final List<Float> WEIGHTS = List.of(1f, 0.5f, 2f, 1.5f, 3f);

  private static final Map<String, ValueLoss> LOSSES =
      Map.of(
          "squared", new ValueLoss.Squared(),
          "absolute", new ValueLoss.Absolute(),
          "huber", new ValueLoss.Huber(0.7f),
          "quantile", new ValueLoss.Quantile(0.8f),
          "cross-entropy", new ValueLoss.CrossEntropy());

  private static Map<String, HeadSpec> heads() {
    Map<String, HeadSpec> heads = new TreeMap<>();
    heads.put("head-binary", new Binary());
    heads.put("head-binary-smoothed", new Binary(0.2f, 1f));
    heads.put("head-binary-weighted", new Binary(0f, 3f));
    heads.put("head-binary-smoothed-weighted", new Binary(0.2f, 3f));
    heads.put("head-multi-class", new MultiClass(5));
    heads.put("head-multi-class-smoothed", new MultiClass(5, 0.2f, List.of()));
    heads.put("head-multi-class-weighted", new MultiClass(5, 0f, WEIGHTS));
    heads.put("head-multi-class-smoothed-weighted", new MultiClass(5, 0.2f, WEIGHTS));
    heads.put("head-next-token", new NextToken(5, 0f));
    heads.put("head-next-token-smoothed", new NextToken(5, 0.2f));
    LOSSES.forEach(
        (name, loss) -> {
          heads.put("head-reconstruction-" + name, new Reconstruction(loss));
          if (!(loss instanceof ValueLoss.CrossEntropy)) {
            heads.put("head-regression-" + name, new Regression(loss));
          }
        });
    return heads;
  }

  static Stream<String> cases() {
    return heads().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void lossEqualsLibtorch(String name) {
    GoldenNumbers golden = GoldenNumbers.read(name);
    try (GoldenHead head = new GoldenHead(golden, heads().get(name))) {
      golden.assertEqual("loss", new float[] {head.loss()});
      golden.assertEqual("gradient.x", head.deltas());
    }
  }

  @Test
  void everyKindOfHeadAndLossHasGoldenNumbers() {
    Set<Class<?>> heads = new HashSet<>(Set.of(Adversarial.class)); // of two networks, in turn
    heads().values().forEach(head -> heads.add(head.getClass()));
    assertThat(heads).containsExactlyInAnyOrder(HeadSpec.class.getPermittedSubclasses());
    assertThat(LOSSES.values().stream().<Class<?>>map(ValueLoss::getClass))
        .containsExactlyInAnyOrder(ValueLoss.class.getPermittedSubclasses());
  }

  @Test
  void everyGoldenFileOfAHeadIsTested() {
    assertThat(heads().keySet()).isEqualTo(GoldenNumbers.cases("head-"));
  }
}

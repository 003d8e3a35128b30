package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.MapShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.ReferenceShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.TextShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of those who learn beside the champion. */
public final class ChallengerKeys {

  private static final int MOST = 8;

  private static final TextShape NAME =
      new TextShape(
          "a name of 1..32 letters, digits and _, a letter first",
          "[A-Za-z][A-Za-z0-9_]{0,31}",
          "Write for instance wide.");

  public static final Key<Boolean> PROMOTE =
      withDefault(
          "promote",
          NameShape.meaning("byHand", false).or("whenBetter", true),
          "byHand",
          "When it takes the champion's place: `byHand`, when `gradstream models promote` orders it;"
              + " `whenBetter`, as soon as the paired test has found it better (docs/drift.md), with"
              + " a confidence of 0.99.");

  static final ObjectShape<Section> CHALLENGER =
      ObjectShape.of(
          optional(
              "network",
              LayerKeys.layers(0),
              "where `pool` is absent too, what the champion is",
              "The hidden layers of its one network."),
          withDefault(
              "pool",
              new ReferenceShape("pool", () -> PoolKeys.POOL),
              "{}",
              "What stands around its networks. Where neither this nor `network` is given, both are"
                  + " the champion's."),
          withDefault(
              "learn",
              new ReferenceShape("learn", () -> LearnKeys.LEARN),
              "{}",
              "How it learns. What is not given is the champion's, but for `start` where `network`"
                  + " or `pool` is given."),
          PROMOTE);

  static final Key<Optional<Map<String, Section>>> CHALLENGERS =
      optional(
          "challengers",
          new MapShape<>(NAME, CHALLENGER, 1, MOST),
          "nobody learns beside the champion",
          "Who else learns every example that the champion learns, by name: scored on the same"
              + " events, compared by the paired test, and promoted without a restart. For learners"
              + " without a `key`.");

  /** Keys that are declared as the champion's own. */
  public static final List<String> AS_OF_THE_CHAMPION = List.of("pool", "learn");

  private ChallengerKeys() {}

  /** The challengers that are declared, in their order. */
  public static Map<String, Section> of(Section spec) {
    return CHALLENGERS.find(spec).flatMap(declared -> declared).orElse(Map.of());
  }

  /** Where one stands. */
  public static Place at(Section spec, String name) {
    return spec.section(CHALLENGERS).at(name);
  }
}

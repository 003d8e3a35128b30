package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.keys.ChallengerKeys;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Who learns beside the champion. A challenger is the learner itself with other keys in the place
 * of {@code network}, {@code pool} and {@code learn}, so all that holds for a spec holds for it.
 */
final class ChallengersReader {

  private static final String NETWORK = "network";
  private static final String POOL = "pool";
  private static final String LEARN = "learn";

  private final Section spec;
  private final Function<Section, LearnerSpec> binder;
  private final Findings findings;

  /**
   * @param binder binds the keys of a spec; throws where something is wrong
   */
  ChallengersReader(Section spec, Function<Section, LearnerSpec> binder, Findings findings) {
    this.spec = spec;
    this.binder = binder;
    this.findings = findings;
  }

  /**
   * @throws InvalidSpecException when one cannot be
   */
  List<Challenger> read(LearnerSpec champion) {
    List<Challenger> challengers = new ArrayList<>();
    ChallengerKeys.of(spec)
        .forEach((name, section) -> challengers.add(read(name, section, champion)));
    return challengers;
  }

  private Challenger read(String name, Section section, LearnerSpec champion) {
    Place at = ChallengerKeys.at(spec, name);
    if (spec.isWritten("key")) {
      throw findings.stop(
          at,
          "must be absent where each key has a model of its own",
          "given",
          "Remove it, or the learner's key.");
    }
    if (name.equals(Challenger.MAIN)) {
      throw findings.stop(
          at, "must have a name of its own", name, "That is what orders call who answers first.");
    }
    LearnerSpec bound = binder.apply(whole(section));
    if (bound.model().equals(champion.model()) && bound.learn().equals(champion.learn())) {
      throw findings.stop(
          at,
          "must be another than the champion",
          "the same network, learning the same way",
          "Give it a network, a pool or another way to learn.");
    }
    return new Challenger(name, bound.model(), bound.learn(), ChallengerKeys.PROMOTE.of(section));
  }

  /** The learner's spec with a challenger's keys in it. */
  private Section whole(Section challenger) {
    boolean isOther = challenger.isWritten(NETWORK) || challenger.isWritten(POOL);
    Section whole = spec;
    if (isOther) {
      whole = with(with(whole, NETWORK, challenger), POOL, challenger);
    }
    Section learn = learn(challenger.section(LEARN), isOther);
    Map<String, Checked> values = new HashMap<>(whole.values());
    values.put(LEARN, new Checked(learn.place(), learn));
    return new Section(whole.place(), values, whole.written(), whole.declared());
  }

  /** With another's value of a key, or without any. */
  private static Section with(Section whole, String key, Section from) {
    Map<String, Checked> values = new HashMap<>(whole.values());
    Map<String, Place> written = new HashMap<>(whole.written());
    replace(key, from.values(), values);
    replace(key, from.written(), written);
    return new Section(whole.place(), values, written, whole.declared());
  }

  private static <T> void replace(String key, Map<String, T> from, Map<String, T> in) {
    if (from.containsKey(key)) {
      in.put(key, from.get(key));
    } else {
      in.remove(key);
    }
  }

  private Section learn(Section own, boolean isOther) {
    Section learn = spec.section(LEARN);
    for (String key : own.written().keySet()) {
      learn = with(learn, key, own);
    }
    return isOther && !own.isWritten(LearnKeys.START)
        ? with(learn, LearnKeys.START, Section.empty(learn.place()))
        : learn;
  }
}

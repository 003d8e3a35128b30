package io.gradstream.cli.steer;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What differs between the specs of two models, in words: as far as snapshots hold the spec. */
final class SpecWords {

  private final ModelSpec before;
  private final ModelSpec now;
  private final List<String> words = new ArrayList<>();

  private SpecWords(ModelSpec before, ModelSpec now) {
    this.before = before;
    this.now = now;
  }

  /** A line for each difference; none when the specs mean the same. */
  static List<String> between(ModelSpec before, ModelSpec now) {
    SpecWords differences = new SpecWords(before, now);
    differences.compareAll();
    return differences.words;
  }

  private void compareAll() {
    compare("learner", ModelSpec::learner);
    compare("seed", ModelSpec::seed);
    compare("key", spec -> spec.keyField().orElse("none"));
    compareLists("feature", before.features(), now.features(), FeatureSpec::field);
    compareLists("field", before.events().fields(), now.events().fields(), EventField::name);
    compare("zone of events", spec -> spec.events().zone());
    compare("target", ModelSpec::target);
    compareLayers();
    compare("mix of members", spec -> spec.pool().map(PoolSpec::mix));
    compare("history", spec -> spec.pool().map(PoolSpec::history));
    compare("season", spec -> spec.pool().map(PoolSpec::season));
    compareItems("member", before.members(), now.members());
    if (words.isEmpty() && !before.equals(now)) {
      words.add("the specs differ in what no word is for here");
    }
  }

  private void compareLayers() {
    boolean wasOne = before.pool().isEmpty();
    boolean isOne = now.pool().isEmpty();
    if (wasOne == isOne) {
      compareItems("layer", before.layers(), now.layers());
    } else {
      words.add(wasOne ? "was one network and is several" : "was several networks and is one");
    }
  }

  private void compare(String what, Function<ModelSpec, Object> of) {
    Object was = of.apply(before);
    Object is = of.apply(now);
    if (!Objects.equals(was, is)) {
      words.add("%s was %s and is %s".formatted(what, was, is));
    }
  }

  private void compareItems(String what, List<?> was, List<?> is) {
    for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
      Object one = i < was.size() ? was.get(i) : "not there";
      Object other = i < is.size() ? is.get(i) : "not there";
      if (!one.equals(other)) {
        words.add("%s %d was %s and is %s".formatted(what, i, one, other));
      }
    }
  }

  /** By name: one more in the middle is one more, and no change of all behind it. */
  private <T> void compareLists(String what, List<T> was, List<T> is, Function<T, String> name) {
    int found = words.size();
    for (T one : was) {
      if (!is.contains(one)) {
        words.add(
            is.stream()
                .filter(other -> name.apply(other).equals(name.apply(one)))
                .filter(other -> !was.contains(other))
                .findFirst()
                .map(other -> "%s %s was %s and is %s".formatted(what, name.apply(one), one, other))
                .orElse("%s %s removed".formatted(what, name.apply(one))));
      }
    }
    for (T one : is) {
      if (was.stream().noneMatch(other -> name.apply(other).equals(name.apply(one)))) {
        words.add("%s %s added".formatted(what, name.apply(one)));
      }
    }
    if (words.size() == found && !was.equals(is)) {
      words.add("%ss are in another order".formatted(what));
    }
  }
}

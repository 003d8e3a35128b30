package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.ModelPlan;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.NetworkPlan;
import java.util.ArrayList;
import java.util.List;

/** What must hold of a pool: that it is not too large, for each member has tables of its own. */
final class PoolRules {

  /** Values that all categories hold together, where the spec does not say how many each. */
  private static final int VALUES = 8192;

  private static final int MOST_VALUES = 1024;
  private static final int FEWEST_VALUES = 64;

  private final Section spec;
  private final Findings findings;

  PoolRules(Section spec, Findings findings) {
    this.spec = spec;
    this.findings = findings;
  }

  /** The features as they are, but categories that name no capacity share one. */
  List<FeatureSpec> sharingCapacity(List<FeatureSpec> features) {
    long categories = features.stream().filter(FeatureSpec.Category.class::isInstance).count();
    if (categories == 0 || spec.section("limits").isWritten("categories")) {
      return features;
    }
    long each = Math.max(FEWEST_VALUES, Math.min(MOST_VALUES, VALUES / categories));
    List<Checked> written = spec.items("features");
    List<FeatureSpec> shared = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      boolean names = ((Section) written.get(i).value()).isWritten("capacity");
      shared.add(
          !names && features.get(i) instanceof FeatureSpec.Category category
              ? new FeatureSpec.Category(category.field(), category.embed(), (int) each)
              : features.get(i));
    }
    return shared;
  }

  /**
   * @return what its networks take
   * @throws InvalidSpecException when the pool is too large
   */
  List<NetworkPlan> check(ModelSpec model, LearnSpec learn) {
    List<NetworkPlan> networks = networks(model, learn);
    long weights = networks.stream().mapToLong(NetworkPlan::parameters).reduce(0, Math::addExact);
    if (weights > RulesBetweenKeys.MOST_WEIGHTS) {
      throw findings.stop(
          spec.at("pool"),
          "must need at most " + RulesBetweenKeys.MOST_WEIGHTS + " weights",
          "" + weights,
          "Lower capacity, limits.categories or embed, or write a network.");
    }
    return networks;
  }

  private List<NetworkPlan> networks(ModelSpec model, LearnSpec learn) {
    try {
      return ModelPlan.of(model).networks(learn.training(), learn.practice().mostRows());
    } catch (IllegalArgumentException e) {
      throw findings.stop(
          spec.section("pool").at("members"),
          "must be possible",
          String.valueOf(e.getMessage()),
          "Change the last layers, or make it smaller.");
    }
  }
}

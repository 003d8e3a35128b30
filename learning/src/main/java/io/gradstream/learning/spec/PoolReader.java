package io.gradstream.learning.spec;

import io.gradstream.features.FeatureSpec;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.TargetSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Whether a learner is a pool, and which: the default where nothing is said of its network. */
final class PoolReader {

  private final Section spec;
  private final boolean labelsComeLater;

  PoolReader(Section spec, boolean labelsComeLater) {
    this.spec = spec;
    this.labelsComeLater = labelsComeLater;
  }

  Optional<PoolSpec> read(TargetSpec target, List<FeatureSpec> features) {
    boolean said =
        spec.isWritten("network")
            || spec.section("learn").isWritten("optimizer")
            || spec.section("learn").isWritten("batch");
    if (said || labelsComeLater || !fits(target) || !features.stream().allMatch(this::fits)) {
      return Optional.empty();
    }
    return Optional.of(PoolSpec.of(target, EnumSet.allOf(HistoryGroup.class), true));
  }

  private static boolean fits(TargetSpec target) {
    return target instanceof TargetSpec.Binary
        || target instanceof TargetSpec.MultiClass
        || (target instanceof TargetSpec.Regression regression && regression.from().isEmpty());
  }

  private boolean fits(FeatureSpec feature) {
    return !(feature instanceof FeatureSpec.Numbers) && !(feature instanceof FeatureSpec.Tokens);
  }
}

package io.gradstream.learning.spec.read;

import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.InvalidLayerException.Step;
import io.gradstream.network.spec.UnfitStartException;

/** What must hold of all layers together: the network's own rules, asked of the network itself. */
final class NetworkRules {

  private static final String NETWORK = "network";

  private final Section learn;
  private final NetworkReader reader;
  private final Findings findings;

  NetworkRules(Section spec, NetworkReader reader, Findings findings) {
    this.learn = spec.section("learn");
    this.reader = reader;
    this.findings = findings;
  }

  /**
   * @return what the network takes
   * @throws InvalidSpecException when the network cannot be made
   */
  NetworkPlan check(ModelSpec model, LearnSpec how) {
    try {
      NetworkPlan plan = NetworkPlan.of(model.networkSpec(), how.training(), how.batch());
      refuseLarge(plan.parameters());
      return plan;
    } catch (InvalidLayerException e) {
      throw findings.stop(
          reader.place(path(e)),
          e.path().isEmpty() ? "must fit the target" : "must fit its input",
          e.reason(),
          e.path().isEmpty() ? "Change the last layers." : "Change it, or the layers before it.");
    } catch (UnfitStartException e) {
      throw findings.stop(
          learn.at(LearnKeys.START),
          "must fit the network",
          e.getMessage(),
          "Write the layers, features and target that the weights are of.");
    } catch (IllegalArgumentException e) {
      throw findings.stop(
          reader.place(NETWORK), "must be possible", e.getMessage(), "Make it smaller.");
    }
  }

  private void refuseLarge(long parameters) {
    if (parameters > RulesBetweenKeys.MOST_WEIGHTS) {
      throw findings.stop(
          reader.place(NETWORK),
          "must need at most " + RulesBetweenKeys.MOST_WEIGHTS + " weights",
          "" + parameters,
          "Make the layers smaller.");
    }
  }

  /** A layer's path in the spec, as in {@code network[1].concat.left[0]}. */
  private static String path(InvalidLayerException invalid) {
    StringBuilder path = new StringBuilder();
    String block = "";
    for (Step step : invalid.path()) {
      if (path.isEmpty()) {
        path.append(step.branch().equals("discriminator") ? "target.generate." : "");
        path.append(step.branch().isEmpty() ? NETWORK : step.branch());
      } else {
        path.append('.').append(block);
        path.append(step.branch().isEmpty() ? "" : "." + step.branch());
      }
      path.append('[').append(step.layer()).append(']');
      block = step.kind();
    }
    return path.toString();
  }
}

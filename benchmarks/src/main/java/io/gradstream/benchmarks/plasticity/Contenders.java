package io.gradstream.benchmarks.plasticity;

import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.spec.PlasticitySpec.ShrinkAndPerturb;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who takes part: Adam alone, and with each remedy that is asked for. */
final class Contenders {

  private static final float UTILITY_DECAY = 0.99f; // the paper's

  @Option(
      names = "--rate",
      defaultValue = "0.001",
      description = "Adam's learning rate (default ${DEFAULT-VALUE}).")
  private float rate;

  @Option(
      names = "--replacement",
      defaultValue = "0.001",
      description = {
        "Share of mature units replaced in a step, 0 without",
        "(default ${DEFAULT-VALUE})."
      })
  private float replacement;

  @Option(
      names = "--maturity",
      defaultValue = "100",
      description = "Steps in which a new unit is safe (default ${DEFAULT-VALUE}).")
  private int maturity;

  @Option(
      names = "--perturb",
      defaultValue = "0",
      description = "Shrink and perturb by this share, 0 without (default ${DEFAULT-VALUE}).")
  private float perturb;

  @Option(
      names = "--every",
      defaultValue = "100",
      description = "Steps between two shrinks (default ${DEFAULT-VALUE}).")
  private int every;

  @Option(names = "--without-plain", description = "Leaves plain Adam out.")
  private boolean withoutPlain;

  List<Contender> all() {
    Optional<ContinualBackprop> replacing =
        replacement > 0
            ? Optional.of(new ContinualBackprop(replacement, maturity, UTILITY_DECAY))
            : Optional.empty();
    Optional<ShrinkAndPerturb> shrinking =
        perturb > 0 ? Optional.of(new ShrinkAndPerturb(every, perturb, perturb)) : Optional.empty();
    List<Contender> all = new ArrayList<>();
    if (!withoutPlain) {
      all.add(contender("Adam", Optional.empty(), Optional.empty()));
    }
    if (replacing.isPresent()) {
      all.add(contender("Adam + continual backprop", replacing, Optional.empty()));
    }
    if (shrinking.isPresent()) {
      all.add(contender("Adam + shrink and perturb", Optional.empty(), shrinking));
    }
    if (replacing.isPresent() && shrinking.isPresent()) {
      all.add(contender("Adam + both", replacing, shrinking));
    }
    return all;
  }

  private Contender contender(
      String name, Optional<ContinualBackprop> replacing, Optional<ShrinkAndPerturb> shrinking) {
    TrainingSpec adam = TrainingSpec.of(new Adam(rate, 0.9f, 0.999f, 1e-8f));
    return new Contender(name, adam.with(new PlasticitySpec(replacing, shrinking)));
  }
}

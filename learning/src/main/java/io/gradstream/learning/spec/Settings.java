package io.gradstream.learning.spec;

import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.network.Initializer;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.network.PlasticitySpec;
import io.gradstream.network.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.PlasticitySpec.ShrinkAndPerturb;
import io.gradstream.network.ScheduleSpec;
import io.gradstream.network.TrainingSpec;
import io.gradstream.network.TrainingSpec.Clipping;
import java.time.Duration;

/** Reads the parts of a valid spec that depend on no other: learn, publish, limits. */
final class Settings {

  private Settings() {}

  static LearnSpec learn(Section learn) {
    TrainingSpec training =
        new TrainingSpec(
            optimizer(learn.section("optimizer")),
            schedule(learn.section("schedule")),
            clipping(learn.section("clip")),
            number(learn, "l2"),
            Initializer.valueOf(EnumNames.of(learn.get("initializer", String.class))),
            number(learn, "averaging"),
            plasticity(learn.section("plasticity")));
    return new LearnSpec(training, learn.whole("batch"), DriftReader.read(learn));
  }

  private static OptimizerSpec optimizer(Section optimizer) {
    String kind = LearnKeys.OPTIMIZER.kindOf(optimizer);
    Section of = optimizer.section(kind);
    float rate = number(of, "learningRate");
    return switch (kind) {
      case "sgd" -> new OptimizerSpec.Sgd(rate);
      case "momentum" -> new OptimizerSpec.Momentum(rate, number(of, "momentum"));
      case "nesterov" -> new OptimizerSpec.Nesterov(rate, number(of, "momentum"));
      case "rmsProp" -> new OptimizerSpec.RmsProp(rate, number(of, "decay"), number(of, "epsilon"));
      case "adamW" ->
          new OptimizerSpec.AdamW(
              rate,
              number(of, "beta1"),
              number(of, "beta2"),
              number(of, "epsilon"),
              number(of, "weightDecay"));
      case "adagrad" -> new OptimizerSpec.Adagrad(rate, number(of, "epsilon"));
      case "obGd" -> new OptimizerSpec.ObGd(rate, number(of, "kappa"));
      default ->
          new OptimizerSpec.Adam(
              rate, number(of, "beta1"), number(of, "beta2"), number(of, "epsilon"));
    };
  }

  private static ScheduleSpec schedule(Section schedule) {
    if (schedule.isWritten("warmUp")) {
      return new ScheduleSpec.WarmUp(schedule.get("warmUp", Long.class));
    }
    if (schedule.isWritten("inverseSquareRoot")) {
      return new ScheduleSpec.InverseSquareRoot(schedule.get("inverseSquareRoot", Long.class));
    }
    if (schedule.isWritten("cosineRestarts")) {
      Section cosine = schedule.section("cosineRestarts");
      return new ScheduleSpec.CosineRestarts(
          cosine.get("period", Long.class), number(cosine, "growth"), number(cosine, "floor"));
    }
    return new ScheduleSpec.Constant();
  }

  private static Clipping clipping(Section clip) {
    if (clip.isWritten("norm")) {
      return new Clipping.Norm(number(clip, "norm"));
    }
    return clip.isWritten("value")
        ? new Clipping.Value(number(clip, "value"))
        : new Clipping.None();
  }

  private static PlasticitySpec plasticity(Section plasticity) {
    return new PlasticitySpec(
        plasticity
            .find("continualBackprop", Section.class)
            .map(
                replacing ->
                    new ContinualBackprop(
                        number(replacing, "replacementRate"),
                        replacing.whole("maturity"),
                        number(replacing, "decay"))),
        plasticity
            .find("shrinkAndPerturb", Section.class)
            .map(
                shrinking ->
                    new ShrinkAndPerturb(
                        shrinking.whole("every"),
                        number(shrinking, "shrink"),
                        number(shrinking, "perturb"))));
  }

  private static float number(Section section, String key) {
    return section.get(key, Double.class).floatValue();
  }

  static PublishSpec publish(Section publish) {
    Section snapshots = publish.section("snapshots");
    return new PublishSpec(
        snapshots.get("every", Duration.class),
        snapshots.whole("atMostPerSecond"),
        publish.get("predictions", Boolean.class),
        publish.get("delivery", String.class).equals("exactly-once"),
        snapshots.whole("inlineBytes"));
  }

  static LimitsSpec limits(Section limits) {
    return new LimitsSpec(
        limits.whole("keys"),
        limits.whole("categories"),
        limits.whole("waiting"),
        limits.whole("recordBytes"));
  }
}

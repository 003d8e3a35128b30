package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import java.util.List;

/**
 * A probability for each class; a label is the index in this list.
 *
 * @param classWeights one for each class, or none: all 1
 */
public record MultiClassTarget(List<String> names, float labelSmoothing, List<Float> classWeights)
    implements Target {

  public MultiClassTarget {
    names = List.copyOf(names);
    classWeights = List.copyOf(classWeights);
  }

  /** The plain loss. */
  public MultiClassTarget(List<String> names) {
    this(names, 0f, List.of());
  }

  /** Name of the class of the largest probability; of equal ones the first. */
  public String likeliest(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return names.get(best);
  }

  @Override
  public String task() {
    return "classes";
  }

  @Override
  public String shown() {
    return "one of %d classes: %s".formatted(names.size(), String.join(", ", names));
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.CLASSES;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.MultiClass(classes(), labelSmoothing, classWeights);
  }

  @Override
  public int classes() {
    return names.size();
  }

  @Override
  public boolean canBeCombined() {
    return true;
  }

  @Override
  public int width(List<FeatureSpec> features) {
    return classes();
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return List.of(
        new Output.Numbers("probabilities", classes(), names),
        new Output.Text("class", this::likeliest));
  }

  /** ln n of n equally likely classes. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Math.log(classes());
  }

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    for (int c = 0; c < into.length; c++) {
      into[c] = network.output(place, c);
    }
  }
}

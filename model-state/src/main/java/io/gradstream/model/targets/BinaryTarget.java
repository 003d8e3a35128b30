package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import java.util.List;

/**
 * The probability of one named outcome; labels are 0 or 1.
 *
 * @param labelSmoothing as {@link HeadSpec.Binary} has it
 * @param positiveWeight as {@link HeadSpec.Binary} has it
 */
public record BinaryTarget(String positive, float labelSmoothing, float positiveWeight)
    implements Target {

  /** The plain loss. */
  public BinaryTarget(String positive) {
    this(positive, 0f, 1f);
  }

  @Override
  public String task() {
    return "binary";
  }

  @Override
  public String shown() {
    return "whether " + positive;
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.BINARY;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.Binary(labelSmoothing, positiveWeight);
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public boolean hasNegative() {
    return true;
  }

  @Override
  public boolean canBeCombined() {
    return true;
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return List.of(new Output.Numbers("probability", 0));
  }

  /** ln 2 of two equally likely outcomes, as the weight of the heavier has it. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Math.log(2) * Math.max(1, positiveWeight);
  }

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    into[1] = network.output(place, 0);
    into[0] = 1 - into[1];
  }

  @Override
  public double[] answer(double[] outputs) {
    return new double[] {(float) outputs[1]};
  }
}

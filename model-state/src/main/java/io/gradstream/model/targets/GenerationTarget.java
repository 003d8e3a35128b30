package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The probability that an event is real and not generated; the network's layers generate.
 *
 * @param width of the noise that events are generated from
 * @param discriminator hidden layers of the network that tells the two apart
 */
public record GenerationTarget(int width, List<LayerSpec> discriminator, AdversarialLoss loss)
    implements Target {

  public GenerationTarget {
    discriminator = List.copyOf(discriminator);
    Objects.requireNonNull(loss, "loss");
  }

  @Override
  public String task() {
    return "generate";
  }

  @Override
  public String shown() {
    return "new events, made of %d numbers of noise".formatted(width);
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.LOSS;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.Adversarial(width, discriminator, loss);
  }

  @Override
  public boolean isInEveryEvent() {
    return true;
  }

  @Override
  public boolean drawsEvents() {
    return true;
  }

  @Override
  public OptionalInt noise() {
    return OptionalInt.of(width);
  }

  @Override
  public Target with(List<LayerSpec> layers) {
    return new GenerationTarget(width, layers, loss);
  }

  @Override
  public FeatureRule featureRule() {
    return FeatureRule.DENSE;
  }

  @Override
  public List<Object> form() {
    return List.of(width, discriminator);
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return List.of(new Output.Numbers("probability", 0));
  }

  /** The two sides of an adversarial network have no common scale. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Float.MAX_VALUE;
  }

  /** The network finds the target in its input. */
  @Override
  public void stage(Network network, int place, float[] inputs, int offset, float label) {}

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    into[0] = network.output(place, 0);
  }

  @Override
  public RowLoss loss(Network network, int place, float[] inputs) {
    return new RowLoss(Surprise.of(network.output(place, 0)), 1);
  }
}

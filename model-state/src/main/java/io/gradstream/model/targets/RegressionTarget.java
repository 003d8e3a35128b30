package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A number, scaled online.
 *
 * @param from a number of the event itself: then its change to the label is what the network
 *     learns, and a prediction adds it again; a stream whose level wanders needs that
 * @param intervals share of the labels that the bounds of an answer are to cover, in [{@value
 *     #LEAST_COVERAGE}, {@value #MOST_COVERAGE}]; absent where it has none
 */
public record RegressionTarget(
    String field, Optional<String> from, ValueLoss loss, Optional<Double> intervals)
    implements Target {

  public static final double LEAST_COVERAGE = 0.5;
  public static final double MOST_COVERAGE = 0.99;

  private static final float HUBER = 1; // units of the anchor's mean error

  public RegressionTarget {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(loss, "loss");
    if (intervals.isPresent()
        && !(intervals.get() >= LEAST_COVERAGE && intervals.get() <= MOST_COVERAGE)) {
      throw new IllegalArgumentException(
          "intervals must be in [%s, %s]: %s"
              .formatted(LEAST_COVERAGE, MOST_COVERAGE, intervals.get()));
    }
  }

  /** Without bounds. */
  public RegressionTarget(String field, Optional<String> from, ValueLoss loss) {
    this(field, from, loss, Optional.empty());
  }

  /** The label as it is. */
  public RegressionTarget(String field, ValueLoss loss) {
    this(field, Optional.empty(), loss);
  }

  /** Half the squared error. */
  public RegressionTarget(String field) {
    this(field, new ValueLoss.Squared());
  }

  @Override
  public String task() {
    return "regression";
  }

  @Override
  public String shown() {
    return "the number %s%s, by %s loss%s"
        .formatted(
            field,
            from.map(name -> ", as its difference from " + name).orElse(""),
            loss.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            intervals.map(share -> ", with bounds that cover " + share).orElse(""));
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.NUMBER;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.Regression(loss);
  }

  /** Loss of a change from an anchor, in units of its mean error. */
  @Override
  public HeadSpec memberHead(List<FeatureSpec> features) {
    return new HeadSpec.Regression(new ValueLoss.Huber(HUBER));
  }

  /**
   * The loss that is declared, in those units; {@link #memberHead}'s where it is the squared one.
   */
  @Override
  public HeadSpec layeredHead(List<FeatureSpec> features) {
    return loss instanceof ValueLoss.Squared ? memberHead(features) : head(features);
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public boolean canBeCombined() {
    return true;
  }

  @Override
  public RegressionTarget fromItself() {
    return from.isPresent()
        ? this
        : new RegressionTarget(field, Optional.of(field), loss, intervals);
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    List<Output> outputs = new ArrayList<>();
    outputs.add(Output.Numbers.alone("value", 0));
    if (intervals.isPresent()) {
      outputs.add(Output.Numbers.alone("lower", LOWER));
      outputs.add(Output.Numbers.alone("upper", UPPER));
    }
    return outputs;
  }

  @Override
  public int width(List<FeatureSpec> features) {
    return intervals.isPresent() ? UPPER + 1 : 1;
  }

  @Override
  public RegressionTarget bounded(double coverage) {
    return new RegressionTarget(field, from, loss, Optional.of(coverage));
  }

  /** Loss of a value scaled to unit deviation, at most about 1. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return 1;
  }

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    into[0] = network.output(place, 0);
  }
}

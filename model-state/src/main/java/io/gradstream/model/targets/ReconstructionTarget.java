package io.gradstream.model.targets;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.network.Network;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The event itself: how far its reconstruction is from it, the mean loss of its inputs. */
public record ReconstructionTarget(ValueLoss loss) implements Target {

  public ReconstructionTarget {
    Objects.requireNonNull(loss, "loss");
  }

  @Override
  public String task() {
    return "reconstruct";
  }

  @Override
  public String shown() {
    return "the event itself, by %s loss"
        .formatted(loss.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  @Override
  public ScoreKind scoreKind() {
    return ScoreKind.LOSS;
  }

  @Override
  public HeadSpec head(List<FeatureSpec> features) {
    return new HeadSpec.Reconstruction(loss);
  }

  @Override
  public boolean isInEveryEvent() {
    return true;
  }

  @Override
  public FeatureRule featureRule() {
    return FeatureRule.DENSE;
  }

  /** The loss decides the activation of the outputs. */
  @Override
  public List<Object> form() {
    return List.of(loss);
  }

  @Override
  public List<Output> outputs(List<FeatureSpec> features) {
    return List.of(new Output.Numbers("error", 0));
  }

  /** Values have no known scale. */
  @Override
  public double baselineLoss(List<FeatureSpec> features) {
    return Float.MAX_VALUE;
  }

  /** The network finds the target in its input. */
  @Override
  public void stage(Network network, int place, float[] inputs, int offset, float label) {}

  @Override
  public void read(Network network, int place, float[] inputs, double[] into) {
    into[0] = loss(network, place, inputs).sum();
  }

  @Override
  public RowLoss loss(Network network, int place, float[] inputs) {
    int width = network.outputWidth();
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += of(network.output(place, i), inputs[i]);
    }
    return new RowLoss(sum / width, 1);
  }

  private double of(double output, double value) {
    double error = output - value;
    double size = Math.abs(error);
    if (loss instanceof ValueLoss.Squared) {
      return error * error / 2;
    } else if (loss instanceof ValueLoss.Absolute) {
      return size;
    } else if (loss instanceof ValueLoss.Huber huber) {
      double delta = huber.delta();
      return size <= delta ? error * error / 2 : delta * (size - delta / 2);
    } else if (loss instanceof ValueLoss.Quantile quantile) {
      return error < 0 ? quantile.quantile() * size : (1 - quantile.quantile()) * size;
    }
    return value * Surprise.of(output) + (1 - value) * Surprise.of(1 - output); // cross-entropy
  }
}

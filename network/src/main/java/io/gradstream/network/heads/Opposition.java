package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;

/**
 * What a discriminator's logits cost, as the mean over rows, and the deltas of that. The logits may
 * be overwritten.
 */
public interface Opposition {

  /** The discriminator, of real rows. */
  float real(Compute compute, int rows, int logits, int deltas);

  /** The discriminator, of generated rows. */
  float generated(Compute compute, int rows, int logits, int deltas);

  /** The generator, of its rows. */
  float deceived(Compute compute, int rows, int logits, int deltas);

  static Opposition of(AdversarialLoss loss, Site site) {
    return switch (loss) {
      case NON_SATURATING -> new NonSaturating(site);
      case HINGE -> new Hinge();
    };
  }

  /** -ln D(x), -ln(1 - D(G(z))) and -ln D(G(z)): cross-entropies against 1, 0 and 1. */
  final class NonSaturating implements Opposition {

    private final SigmoidLoss loss;
    private final int targets; // [batch]

    private NonSaturating(Site site) {
      loss = new SigmoidLoss(0f, 1f, site.layout().workspace(site.batch()));
      targets = site.layout().workspace(site.batch());
    }

    @Override
    public float real(Compute compute, int rows, int logits, int deltas) {
      compute.rows().fill(rows, 1f, targets);
      return loss.learn(compute, rows, logits, targets, deltas);
    }

    @Override
    public float generated(Compute compute, int rows, int logits, int deltas) {
      compute.rows().fill(rows, 0f, targets);
      return loss.learn(compute, rows, logits, targets, deltas);
    }

    @Override
    public float deceived(Compute compute, int rows, int logits, int deltas) {
      return real(compute, rows, logits, deltas);
    }
  }

  /** max(0, 1 - D(x)), max(0, 1 + D(G(z))) and -D(G(z)), D being the logit. */
  final class Hinge implements Opposition {

    private Hinge() {}

    @Override
    public float real(Compute compute, int rows, int logits, int deltas) {
      return hinge(compute.memory(), -1f, rows, logits, deltas);
    }

    @Override
    public float generated(Compute compute, int rows, int logits, int deltas) {
      return hinge(compute.memory(), 1f, rows, logits, deltas);
    }

    /** max(0, 1 + sign z). */
    private static float hinge(float[] memory, float sign, int rows, int logits, int deltas) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        float margin = 1f + sign * memory[logits + r];
        sum += Math.max(0f, margin);
        memory[deltas + r] = margin > 0f ? sign / rows : 0f;
      }
      return sum / rows;
    }

    @Override
    public float deceived(Compute compute, int rows, int logits, int deltas) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        sum -= compute.memory()[logits + r];
        compute.memory()[deltas + r] = -1f / rows;
      }
      return sum / rows;
    }
  }
}

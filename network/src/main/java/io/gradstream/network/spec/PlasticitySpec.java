package io.gradstream.network.spec;

import java.util.Optional;

/**
 * What keeps a network able to learn, however long its stream: without it, units that training has
 * worn out stay so.
 */
public record PlasticitySpec(
    Optional<ContinualBackprop> continualBackprop, Optional<ShrinkAndPerturb> shrinkAndPerturb) {

  /** Training alone. */
  public static final PlasticitySpec NONE = new PlasticitySpec(Optional.empty(), Optional.empty());

  public PlasticitySpec {
    Arguments.check(
        continualBackprop != null && shrinkAndPerturb != null, "plasticity", "given", "null");
  }

  /**
   * Now and then the least useful unit of a hidden layer starts anew: Dohare et al. 2024 (Nature
   * 632, "Loss of plasticity in deep continual learning"). A unit's utility is
   *
   * <pre>u = decay u + (1 - decay) mean |h| sum |w|</pre>
   *
   * over the mini-batch's values h that the next layer reads of it and its weights w there, divided
   * by 1 - decay^age when units are compared. The unit of the smallest utility gets new incoming
   * weights, a bias of zero and outgoing weights of zero; what it gave in the mean, w times the
   * decayed mean of h, goes to the biases of the next layer, so that little of the function changes
   * (bias correction and mean as in the algorithm's first publication, arXiv 2108.06325). Its
   * moments, incoming and outgoing, start at zero.
   *
   * <p>Subject to it are the units of a dense layer and the filters of a convolution (1-D or 2-D)
   * whose values reach another dense layer or convolution unmixed: through activations, dropout,
   * pools, upsampling, flatten or nothing. Others are not: those of the output layer, before a
   * norm, a concat, the end of a residual block, or a layer of another kind; the units of recurrent
   * layers, attention and transposed convolutions; a dense layer with a softmax; adversarial
   * networks.
   *
   * @param replacementRate share of a layer's mature units that is replaced in a step, in [1e-6,
   *     0.1]; what is less than one unit adds up
   * @param maturity steps in which a new unit is safe, at least 1
   * @param decay of utility and mean, in [0, 0.9999]
   */
  public record ContinualBackprop(float replacementRate, int maturity, float decay) {
    public ContinualBackprop {
      Arguments.check(
          replacementRate >= 1e-6f && replacementRate <= 0.1f,
          "replacementRate",
          "in [0.000001, 0.1]",
          replacementRate);
      Arguments.positive("maturity", maturity);
      Arguments.check(
          decay >= 0 && decay <= 0.9999f, "decay of utilities", "in [0, 0.9999]", decay);
    }
  }

  /**
   * Every few steps w = (1 - shrink) w + perturb w0, where w0 is a new draw of the initializer: Ash
   * and Adams 2020 ("On warm-starting neural network training"). Of all weights that are matrices;
   * biases, norms and category tables are left alone.
   *
   * @param every steps, at least 1
   * @param shrink in [0, 1)
   * @param perturb in [0, 1]
   */
  public record ShrinkAndPerturb(int every, float shrink, float perturb) {
    public ShrinkAndPerturb {
      Arguments.positive("every", every);
      Arguments.check(shrink >= 0 && shrink < 1, "shrink", "in [0, 1)", shrink);
      Arguments.check(perturb >= 0 && perturb <= 1, "perturb", "in [0, 1]", perturb);
    }
  }
}

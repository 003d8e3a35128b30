package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How members answer together, learned from how well each did. State of one owner, not thread safe.
 */
public sealed interface Mix permits ClassMix, GatedMix, IdentityMix, ValueMix {

  /** Mix of the members of a model, beside which so many others have an output. */
  static Mix of(ModelSpec spec, int members, int speakers, ClassRows classes) {
    if (spec.pool().isEmpty()) {
      return new IdentityMix();
    }
    PoolSpec.Mix mix = spec.pool().get().mix();
    if (spec.target().isNumber()) {
      return new ValueMix(mix, members + speakers);
    }
    return mix.isGated()
        ? GatedMix.of(spec.pool().get(), classes)
        : new ClassMix(mix, members, classes);
  }

  /**
   * The joint outputs; read-only but for the workspace.
   *
   * @param outputs of each member, [members, outputs]; not changed
   * @param last index of the last label that is known, or -1; of a number nothing
   * @return [outputs], the caller's own
   */
  double[] combine(double[][] outputs, int last);

  /** Learns from the members' outputs, after {@link #combine} was asked with the same. */
  void update(double[][] outputs, int last, double label);

  /** Faded mean loss of a member. */
  double loss(int member);

  void startAnew();

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}

package io.gradstream.network.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rules of kernels with the Vector API. All use vectors of one width, the widest that this
 * machine has up to 512 bits: in Java 17 a second one in a process makes objects of both. What is
 * left over at the end of an array goes to the scalar twin. A sum has {@link Kernels#LANES} lanes
 * on every machine: a pass over the array for each vector of them. No lanewise transcendental and
 * no float reduceLanes: they give other bits interpreted than compiled.
 *
 * <p>The compiler inlines up to a budget and boxes the vectors of a loop it ends in, at many times
 * the price. So each kernel is compiled on its own ({@code engine.args} forbids to inline what
 * classes of this package with a name in {@code Vector} have), and no method of ours takes or
 * returns a vector: loads and stores are spelled out.
 */
public final class VectorKernels {

  public static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Kernels.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED.length() < Kernels.LEAST_WIDTH
              ? FloatVector.SPECIES_128
              : FloatVector.SPECIES_PREFERRED;

  /** Floats of a vector: 4, 8 or 16. */
  public static final int LENGTH = SPECIES.length();

  private VectorKernels() {}
}

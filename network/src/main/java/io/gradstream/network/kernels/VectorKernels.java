package io.gradstream.network.kernels;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rules of kernels with the Vector API, always 256 bits wide. What is left over at the end of
 * an array goes to the scalar twin. No lanewise transcendental and no float reduceLanes: they give
 * other bits interpreted than compiled.
 *
 * <p>The compiler inlines up to a budget and boxes the vectors of a loop it ends in, at many times
 * the price. So each kernel is compiled on its own ({@code engine.args} forbids to inline what
 * classes of this package with a name in {@code Vector} have), and no method of ours takes or
 * returns a vector: loads and stores are spelled out.
 */
final class VectorKernels {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorKernels() {}
}

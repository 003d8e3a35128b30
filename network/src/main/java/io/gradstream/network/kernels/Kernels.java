package io.gradstream.network.kernels;

import java.nio.ByteBuffer;

/**
 * What all kernels have in common. Everything that is not a large matrix product is one pass over
 * an arena. Arguments named after arrays are offsets in floats. Each interface has two twins, equal
 * bit for bit: per element the same operations in the same order (a product and sum is always one
 * fma), and a dot product sums in eight lanes that {@link FloatMath#fold} joins.
 *
 * <p>Arrays are dense and row-major. Unless stated otherwise the last array is the result, and it
 * may not overlap the others. Not thread safe.
 */
public final class Kernels {

  /** Lanes of a sum: 256 bits, on every machine. */
  public static final int LANES = 8;

  private Kernels() {}

  /** Whether the virtual machine was started with the Vector API's module. */
  public static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** By name: the class cannot even be loaded where the module is absent. */
  static <T> T vector(String name, Class<T> kind, ByteBuffer memory) {
    try {
      return kind.cast(
          Class.forName(Kernels.class.getPackageName() + "." + name)
              .getDeclaredConstructor(ByteBuffer.class)
              .newInstance(memory));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the engine's vector kernels are not in its jar", e);
    }
  }
}

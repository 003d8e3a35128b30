package io.gradstream.network.kernels;

import java.lang.reflect.Constructor;
import org.slf4j.LoggerFactory;

/**
 * What all kernels have in common. Everything that is not a matrix product is one pass over an
 * arena. Arguments named after arrays are offsets in floats. Each interface has two twins, equal
 * bit for bit: per element the same operations in the same order (a product and sum is always one
 * fma), and a dot product sums in {@value #LANES} lanes that {@link FloatMath#fold} joins.
 *
 * <p>Arrays are dense and row-major. Unless stated otherwise the last array is the result, and it
 * may not overlap the others. Not thread safe.
 */
public final class Kernels {

  /** Lanes of a sum on every machine, however many of them fit in one of its vectors. */
  public static final int LANES = 16;

  static final int LEAST_WIDTH = 4;
  private static final boolean HAS_VECTORS = findVectors();
  private static final int WIDTH = HAS_VECTORS ? findWidth() : LEAST_WIDTH;

  private Kernels() {}

  /** Whether the virtual machine has the Vector API that the vector kernels are made for. */
  public static boolean hasVectors() {
    return HAS_VECTORS;
  }

  /** Floats of a vector of this virtual machine; without the Vector API as many as of the least. */
  public static int width() {
    return WIDTH;
  }

  private static boolean findVectors() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return true;
    }
    LoggerFactory.getLogger(Kernels.class)
        .warn(
            "scalar kernels: the same bits in more time, because the virtual machine was started"
                + " without --add-modules jdk.incubator.vector");
    return false;
  }

  private static int findWidth() {
    try {
      return Class.forName(Kernels.class.getPackageName() + ".VectorKernels")
          .getField("LENGTH")
          .getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the engine's vector kernels are not in its jar", e);
    }
  }

  /** By name: the class cannot even be loaded where the module is absent. */
  public static <T> T vector(String name, Class<T> kind, Object... arguments) {
    try {
      Constructor<?> only =
          Class.forName(kind.getPackageName() + "." + name).getDeclaredConstructors()[0];
      only.setAccessible(true);
      return kind.cast(only.newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the engine's vector kernels are not in its jar", e);
    }
  }
}

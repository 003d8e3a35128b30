package io.gradstream.network.kernels;

import java.nio.ByteBuffer;
import org.slf4j.LoggerFactory;

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

  /**
   * The last release whose Vector API loads from and stores to byte buffers, as the vector kernels
   * do. From 19 on it wants memory segments, which no release before 22 has for good.
   */
  public static final int LAST_JAVA_WITH_VECTORS = 18;

  private static final boolean HAS_VECTORS = findVectors();

  private Kernels() {}

  /** Whether the virtual machine has the Vector API that the vector kernels are made for. */
  public static boolean hasVectors() {
    return HAS_VECTORS;
  }

  private static boolean findVectors() {
    int release = Runtime.version().feature();
    boolean isThere = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (release <= LAST_JAVA_WITH_VECTORS && isThere) {
      return true;
    }
    LoggerFactory.getLogger(Kernels.class)
        .warn(
            "scalar kernels: the same bits in more time, because {}",
            release > LAST_JAVA_WITH_VECTORS
                ? "this is Java " + release + " and the vector kernels are made for Java 17"
                : "the virtual machine was started without --add-modules jdk.incubator.vector");
    return false;
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

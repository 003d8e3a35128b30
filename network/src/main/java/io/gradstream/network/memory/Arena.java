package io.gradstream.network.memory;

/**
 * The memory of one network: one array that holds every vector at its place in a {@link Layout},
 * and scratch behind them. Starts as zeros; nothing may touch it after {@link #close()}.
 */
public final class Arena implements AutoCloseable {

  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /** Bytes of one: two thirds of a heap are what its collectors give to objects that stay. */
  private static final long MOST = HEAP / 3 * 2;

  private final int size;
  private final int scratchSize;
  private float[] floats; // [size + scratchSize + margin]

  /**
   * @param size of the vectors
   * @param scratchSize of what kernels lay down for themselves
   * @throws IllegalArgumentException when no Java heap of this size could hold it
   */
  public Arena(int size, int scratchSize) {
    this.size = size;
    this.scratchSize = scratchSize;
    int length = Layout.fits((long) size + scratchSize + Layout.MARGIN);
    requireRoom((long) length * Float.BYTES);
    floats = new float[length];
    HeldMemory.taken(bytes());
  }

  private static void requireRoom(long bytes) {
    if (bytes > MOST) {
      throw new IllegalArgumentException(
          ("network must fit in two thirds of the Java heap, %d MB of %d: it needs %d MB with its"
                  + " workspace; make layers, embeddings or the batch smaller, or the heap larger"
                  + " (java -Xmx)")
              .formatted(MOST >> 20, HEAP >> 20, bytes >> 20));
    }
  }

  /**
   * The whole of it, with room behind the last vector: loads may go beyond the end of a row, stores
   * never do.
   */
  public float[] floats() {
    return floats;
  }

  /** Where the scratch starts. Its first floats stay zeros: products begin chains with them. */
  public int scratch() {
    return size;
  }

  public int scratchSize() {
    return scratchSize;
  }

  private long bytes() {
    return (long) floats.length * Float.BYTES;
  }

  @Override
  public void close() {
    if (floats != null) {
      HeldMemory.givenBack(bytes());
      floats = null;
    }
  }
}

package io.gradstream.network.memory;

/**
 * The memory of one network: one array that holds every vector at its place in a {@link Layout},
 * and scratch behind them. Starts as zeros; nothing may touch it after {@link #close()}, which lets
 * it go.
 */
public final class Arena implements AutoCloseable {

  private final int size;
  private final int scratchSize;
  private float[] floats; // [size + scratchSize + margin]

  /**
   * @param size of the vectors
   * @param scratchSize of what kernels lay down for themselves
   * @throws IllegalArgumentException when the Java heap is too small for it
   */
  public Arena(int size, int scratchSize) {
    this.size = size;
    this.scratchSize = scratchSize;
    int length = Layout.fits((long) size + scratchSize + Layout.MARGIN);
    HeldMemory.take((long) length * Float.BYTES);
    floats = new float[length];
  }

  /**
   * The whole of it, with room behind the last vector: loads may go beyond the end of a row, stores
   * never do.
   */
  public float[] floats() {
    return floats;
  }

  /** Where the scratch starts. */
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
      HeldMemory.giveBack(bytes());
      floats = null;
    }
  }
}

package io.gradstream.network.updates;

import io.gradstream.network.spec.Arguments;
import java.util.Arrays;

/** A flat vector in the arena, and which of its blocks have changed. */
public final class FlatVector {

  /** Floats in a block of weights or moments: 64 KiB. */
  public static final int BLOCK = 16 * 1024;

  private final float[] memory;
  private final int start;
  private final int size;
  private final boolean[] dirty; // [blocks]

  public FlatVector(float[] memory, int start, int size) {
    this.memory = memory;
    this.start = start;
    this.size = size;
    dirty = new boolean[(int) (((long) size + BLOCK - 1) / BLOCK)];
  }

  public int start() {
    return start;
  }

  int size() {
    return size;
  }

  public int blocks() {
    return dirty.length;
  }

  public float[] block(int block) {
    float[] values = new float[length(block)];
    System.arraycopy(memory, start + block * BLOCK, values, 0, values.length);
    return values;
  }

  public void setBlock(int block, float[] values) {
    int length = length(block);
    Arguments.check(
        values.length == length, "values", length + " floats for block " + block, values.length);
    System.arraycopy(values, 0, memory, start + block * BLOCK, length);
    dirty[block] = true;
  }

  private int length(int block) {
    Arguments.index("block", block, dirty.length);
    return Math.min(BLOCK, size - block * BLOCK);
  }

  float get(int at) {
    return memory[start + at];
  }

  void put(int at, float value) {
    memory[start + at] = value;
    dirty[at / BLOCK] = true;
  }

  /** Copies {@code n} floats of another vector to {@code to}. */
  public void copy(FlatVector other, int from, int to, int n) {
    System.arraycopy(other.memory, other.start + from, memory, start + to, n);
    markDirty(to, n);
  }

  public void clear() {
    if (size > 0) {
      clear(0, size);
    }
  }

  void clear(int from, int n) {
    for (int i = start + from; i < start + from + n; i++) {
      memory[i] = 0f;
    }
    markDirty(from, n);
  }

  public void markDirty(int from, int n) {
    int last = (from + n - 1) / BLOCK;
    for (int block = from / BLOCK; block <= last; block++) {
      dirty[block] = true;
    }
  }

  public boolean isDirty(int block) {
    return dirty[Arguments.index("block", block, dirty.length)];
  }

  void markClean() {
    Arrays.fill(dirty, false);
  }
}

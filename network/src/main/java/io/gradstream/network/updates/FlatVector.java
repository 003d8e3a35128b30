package io.gradstream.network.updates;

import io.gradstream.network.Network;
import io.gradstream.network.spec.Arguments;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A flat vector in the arena, and which of its blocks have changed. */
final class FlatVector {

  private final FloatBuffer memory;
  private final int start;
  private final int size;
  private final boolean[] dirty; // [blocks]

  FlatVector(FloatBuffer memory, int start, int size) {
    this.memory = memory;
    this.start = start;
    this.size = size;
    dirty = new boolean[(int) (((long) size + Network.BLOCK - 1) / Network.BLOCK)];
  }

  int start() {
    return start;
  }

  int size() {
    return size;
  }

  int blocks() {
    return dirty.length;
  }

  float[] block(int block) {
    float[] values = new float[length(block)];
    memory.get(start + block * Network.BLOCK, values);
    return values;
  }

  void setBlock(int block, float[] values) {
    int length = length(block);
    Arguments.check(
        values.length == length, "values", length + " floats for block " + block, values.length);
    memory.put(start + block * Network.BLOCK, values);
    dirty[block] = true;
  }

  private int length(int block) {
    Arguments.index("block", block, dirty.length);
    return Math.min(Network.BLOCK, size - block * Network.BLOCK);
  }

  float get(int at) {
    return memory.get(start + at);
  }

  void put(int at, float value) {
    memory.put(start + at, value);
    dirty[at / Network.BLOCK] = true;
  }

  /** Copies {@code n} floats of another vector to {@code to}. */
  void copy(FlatVector other, int from, int to, int n) {
    memory.put(start + to, other.memory, other.start + from, n);
    markDirty(to, n);
  }

  void clear() {
    if (size > 0) {
      clear(0, size);
    }
  }

  void clear(int from, int n) {
    for (int i = start + from; i < start + from + n; i++) {
      memory.put(i, 0f);
    }
    markDirty(from, n);
  }

  void markDirty(int from, int n) {
    int last = (from + n - 1) / Network.BLOCK;
    for (int block = from / Network.BLOCK; block <= last; block++) {
      dirty[block] = true;
    }
  }

  boolean isDirty(int block) {
    return dirty[Arguments.index("block", block, dirty.length)];
  }

  void markClean() {
    Arrays.fill(dirty, false);
  }
}

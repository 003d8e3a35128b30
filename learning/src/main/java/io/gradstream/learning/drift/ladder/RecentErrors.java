package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * The errors of the last examples, as the means of blocks: {@value #BLOCKS} of {@value #BLOCK}
 * examples each. Not thread safe.
 */
final class RecentErrors {

  static final int BLOCK = 50; // examples
  static final int BLOCKS = 64;

  private final double[] means = new double[BLOCKS]; // [block], a ring
  private int next; // place of the next block
  private int size; // blocks that are whole
  private int inBlock; // examples of the one that is not
  private double sum;

  /**
   * @param error in 0..1
   */
  void add(double error) {
    sum += error;
    if (++inBlock == BLOCK) {
      means[next] = sum / BLOCK;
      next = (next + 1) % BLOCKS;
      size = Math.min(size + 1, BLOCKS);
      inBlock = 0;
      sum = 0;
    }
  }

  /** Mean of the newest whole blocks; empty when there are not as many. */
  OptionalDouble newest(int blocks) {
    return mean(0, blocks);
  }

  /**
   * Mean of all but the newest whole blocks; empty when that leaves less than the least.
   *
   * @param least in 1..BLOCKS
   */
  OptionalDouble before(int newest, int least) {
    int skipped = Math.min(newest, BLOCKS - least);
    return size - skipped < least ? OptionalDouble.empty() : mean(skipped, size);
  }

  /** Of the blocks of an age from, included, to, excluded; the newest has age 0. */
  private OptionalDouble mean(int from, int to) {
    if (to > size || from >= to) {
      return OptionalDouble.empty();
    }
    double total = 0;
    for (int age = from; age < to; age++) {
      total += means[Math.floorMod(next - 1 - age, BLOCKS)];
    }
    return OptionalDouble.of(total / (to - from));
  }

  /** Forgets all but the newest blocks. */
  void keep(int blocks) {
    size = Math.min(size, blocks);
  }

  void clear() {
    next = 0;
    size = 0;
    inBlock = 0;
    sum = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(inBlock, out);
    out.writeDouble(sum);
    Compact.writeUnsigned(size, out);
    for (int age = size - 1; age >= 0; age--) {
      out.writeDouble(means[Math.floorMod(next - 1 - age, BLOCKS)]);
    }
  }

  /** Replaces a state that was just cleared. */
  void read(DataInput in) throws IOException {
    inBlock = Compact.readCount(BLOCK - 1, in);
    sum = State.readBetween(0, BLOCK, in);
    size = Compact.readCount(BLOCKS, in);
    for (int i = 0; i < size; i++) {
      means[i] = State.readBetween(0, 1, in);
    }
    next = size % BLOCKS;
  }
}

package io.gradstream.learning;

import io.gradstream.learning.RecentScores.Sums;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What each of the last {@value #LENGTH} examples came to, in sums over {@value #BLOCK} of them:
 * while a new block fills, the oldest is gone, so that it holds 4,901 to 5,000 and says how many.
 * Takes memory and state as examples come, and of a long stream one double for each column and
 * block. Sums are made when asked for, from the oldest block to the newest, so they are the same
 * bits after a restore. Not thread safe.
 */
final class ScoreWindow implements Sums {

  static final int LENGTH = 5000; // examples
  static final int BLOCK = 100; // examples

  /** Sums over some examples that followed one another. */
  private static final class Block {
    private final double[] sums; // [columns]
    private int count;

    Block(int columns) {
      sums = new double[columns];
    }

    void add(double[] row) {
      for (int column = 0; column < sums.length; column++) {
        sums[column] += bounded(row[column]);
      }
      count++;
    }

    Block copy() {
      Block copy = new Block(sums.length);
      System.arraycopy(sums, 0, copy.sums, 0, sums.length);
      copy.count = count;
      return copy;
    }
  }

  private final int columns;
  private final Deque<Block> blocks = new ArrayDeque<>(); // all full but the last

  ScoreWindow(int columns) {
    this.columns = columns;
  }

  /**
   * @param row [columns], finite
   */
  void add(double[] row) {
    if (blocks.isEmpty() || blocks.getLast().count == BLOCK) {
      blocks.addLast(new Block(columns));
    }
    if (blocks.size() > LENGTH / BLOCK) {
      blocks.removeFirst();
    }
    blocks.getLast().add(row);
  }

  private static double bounded(double number) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, number));
  }

  @Override
  public double count() {
    return blocks.stream().mapToInt(block -> block.count).sum();
  }

  @Override
  public double sum(int column) {
    double sum = 0;
    for (Block block : blocks) {
      sum += block.sums[column];
    }
    return sum;
  }

  @Override
  public int columns() {
    return columns;
  }

  void clear() {
    blocks.clear();
  }

  void copy(ScoreWindow other) {
    blocks.clear();
    other.blocks.forEach(block -> blocks.addLast(block.copy()));
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(blocks.size(), out);
    for (Block block : blocks) {
      Compact.writeUnsigned(block.count, out);
      for (double sum : block.sums) {
        out.writeDouble(sum);
      }
    }
  }

  void read(DataInput in) throws IOException {
    blocks.clear();
    int size = Compact.readCount(LENGTH / BLOCK, in);
    for (int i = 0; i < size; i++) {
      Block block = new Block(columns);
      block.count = Compact.readCount(BLOCK, in);
      for (int column = 0; column < columns; column++) {
        block.sums[column] = in.readDouble();
        RecentScores.requireFinite(block.sums[column]);
      }
      blocks.addLast(block);
    }
  }
}

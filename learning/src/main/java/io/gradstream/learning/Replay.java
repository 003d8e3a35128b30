package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.LabelFrame;
import io.gradstream.model.Member;
import io.gradstream.schemas.SplitMix64;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The newest examples as they were encoded, drawn at random to be learned again beside new ones:
 * many while the stream is young, none once it is not; then they are forgotten. Where it is never
 * young, as many as are new. Which are drawn follows from the seed and the number of the example.
 * State of one owner, not thread safe.
 */
final class Replay {

  private static final int CAPACITY = 16_384;
  private static final int CHUNK = 256; // examples stored as one part
  private static final int YOUNG = 2_000;
  static final int DRAWN_WHEN_YOUNG = 4;
  private static final int DRAWN = 3;

  private final long grown; // examples from which on none is kept
  private final long young;
  private final int whenNeverYoung; // drawn for a step, or 0
  private final int width;
  private final int tables;
  private final int targets;
  private final int capacity;
  private final BitSet dirty = new BitSet(); // chunks
  private float[] inputs = new float[0]; // [held, width], grows
  private int[] rows = new int[0]; // [held, tables]
  private float[] labels = new float[0]; // [held, targets]
  private long examples;
  private boolean forgotten; // what was stored must go

  /**
   * @param width of a row of inputs
   * @param targets how many floats are kept of a label
   * @param mostFloats of memory
   */
  Replay(PracticeSpec practice, int width, int tables, int targets, int mostFloats) {
    boolean always = practice.replay() && practice.young() == 0;
    grown = always ? Long.MAX_VALUE : practice.replay() ? practice.young() : 0;
    young = practice.young();
    whenNeverYoung = always ? practice.batch() : 0;
    this.width = width;
    this.tables = tables;
    this.targets = targets;
    int floats = width + tables + targets;
    capacity = Math.max(CHUNK, Math.min(CAPACITY, mostFloats / floats / CHUNK * CHUNK));
  }

  void startAnew() {
    examples = 0;
    dirty.clear();
    forgotten = false;
    forget();
  }

  private void forget() {
    inputs = new float[0];
    rows = new int[0];
    labels = new float[0];
  }

  /**
   * Goes on from another of the same rows, if that learns again as this one does; otherwise only a
   * stream that has grown stays so.
   *
   * @param other is of no further use before it starts anew
   */
  void takeOver(Replay other) {
    if (holdsAlike(other)) {
      examples = other.examples;
      inputs = other.inputs;
      rows = other.rows;
      labels = other.labels;
      dirty.set(0, chunks());
    } else {
      grow(other.examples);
    }
  }

  /** So many were learned, none of which is here: a stream that has grown is no longer young. */
  void grow(long learned) {
    if (whenNeverYoung == 0 && learned >= young) {
      examples = learned;
    }
  }

  private boolean holdsAlike(Replay other) {
    return grown == other.grown
        && width == other.width
        && tables == other.tables
        && targets == other.targets;
  }

  /** How many hold something. */
  private int chunks() {
    int held = labels.length == 0 ? 0 : (int) Math.min(examples, capacity);
    return (held + CHUNK - 1) / CHUNK;
  }

  /** How many examples of before are to be learned with the next one. */
  int draws() {
    return (int) Math.min(wanted(), Math.min(examples, capacity));
  }

  private int wanted() {
    if (whenNeverYoung > 0) {
      return whenNeverYoung;
    }
    return examples >= grown ? 0 : examples < YOUNG ? DRAWN_WHEN_YOUNG : DRAWN;
  }

  /** Which of those held is the draw'th of the next example. */
  int drawn(long seed, int draw) {
    int held = (int) Math.min(examples, capacity);
    long random = SplitMix64.at(seed + DRAWN_WHEN_YOUNG * examples + draw);
    return (int) ((random >>> 33) % held);
  }

  /** One of the floats kept of a label. */
  float target(int drawn, int target) {
    return labels[drawn * targets + target];
  }

  /** Stages what was drawn as a row of a member's, and what it learns of its label. */
  void stage(int drawn, Member member, LabelFrame frame, int row) {
    member.input(row, inputs, drawn * width, rows, drawn * tables);
    float target = frame.kept(labels, drawn * targets, member.anchor());
    member.target(row, inputs, drawn * width, target);
  }

  /** Adds a learned example; arrays are copied. */
  void add(float[] exampleInputs, int[] exampleRows, float[] exampleTargets) {
    examples++;
    if (examples >= grown) {
      forgotten |= inputs.length > 0;
      forget();
      return;
    }
    int at = (int) ((examples - 1) % capacity);
    makeRoom(at + 1);
    System.arraycopy(exampleInputs, 0, inputs, at * width, width);
    System.arraycopy(exampleRows, 0, rows, at * tables, tables);
    System.arraycopy(exampleTargets, 0, labels, at * targets, targets);
    dirty.set(at / CHUNK);
  }

  private void makeRoom(int held) {
    int room = labels.length / targets;
    if (held > room) {
      int grown = Math.min(capacity, Math.max(CHUNK, 2 * room));
      inputs = Arrays.copyOf(inputs, grown * width);
      rows = Arrays.copyOf(rows, grown * tables);
      labels = Arrays.copyOf(labels, grown * targets);
    }
  }

  /** Writes the chunks that have changed. */
  void write(LearnerStore store) {
    if (forgotten) {
      for (int chunk = 0; chunk < capacity / CHUNK; chunk++) {
        store.putPart(Part.REPLAY, chunk, PartBytes.write(out -> {}));
      }
      forgotten = false;
      dirty.clear();
    }
    dirty.stream().forEach(chunk -> store.putPart(Part.REPLAY, chunk, bytes(chunk)));
  }

  void markClean() {
    dirty.clear();
  }

  private byte[] bytes(int chunk) {
    return PartBytes.write(
        out -> {
          for (int at = chunk * CHUNK; at < end(chunk); at++) {
            for (int i = at * width; i < (at + 1) * width; i++) {
              out.writeFloat(inputs[i]);
            }
            for (int i = at * tables; i < (at + 1) * tables; i++) {
              out.writeInt(rows[i]);
            }
            for (int i = at * targets; i < (at + 1) * targets; i++) {
              out.writeFloat(labels[i]);
            }
          }
        });
  }

  /** Behind the last example of a chunk. */
  private int end(int chunk) {
    return (int) Math.min((chunk + 1L) * CHUNK, Math.min(examples, capacity));
  }

  /**
   * @param learned examples so far
   */
  void read(LearnerStore store, long learned) {
    examples = learned;
    if (examples >= grown) {
      return;
    }
    int held = (int) Math.min(examples, capacity);
    for (int chunk = 0; chunk * CHUNK < held; chunk++) {
      makeRoom(end(chunk));
      read(chunk, store.part(Part.REPLAY, chunk));
      dirty.set(chunk);
    }
  }

  private void read(int chunk, byte[] stored) {
    PartBytes.read(
        Part.REPLAY,
        stored,
        in -> {
          for (int at = chunk * CHUNK; at < end(chunk); at++) {
            for (int i = at * width; i < (at + 1) * width; i++) {
              inputs[i] = in.readFloat();
            }
            for (int i = at * tables; i < (at + 1) * tables; i++) {
              rows[i] = in.readInt();
            }
            for (int i = at * targets; i < (at + 1) * targets; i++) {
              labels[i] = in.readFloat();
            }
          }
        });
  }

  long examples() {
    return examples;
  }
}

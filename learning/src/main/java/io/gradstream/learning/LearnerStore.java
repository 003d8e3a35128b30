package io.gradstream.learning;

import io.gradstream.network.spec.NetworkVector;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The durable state of one model key, as a learner reads and writes it: blocks of floats and small
 * versioned parts. Flink's keyed state implements it, and a map in tests. Arrays handed over are
 * not touched again by either side.
 */
public interface LearnerStore {

  /**
   * A part of the state that is not a flat vector. After any failure each is what it would have
   * been without, bit for bit: the proof that nothing is lost compares every one. Written by name,
   * and in the state that it names: never rename either.
   */
  enum Part {
    /** Generation, step, lineage, skipped, paused, learning rate, optimizer steps. */
    PROGRESS("progress"),
    /** The encoder's running statistics. */
    STATISTICS("statistics"),
    /** One category table per index. */
    CATEGORIES("categories"),
    /** The target scaler. */
    TARGETS("targets"),
    /** Prequential scores. */
    SCORES("scores"),
    /** Examples gathered for the next mini-batch. */
    BATCH("batch"),
    /** What came before, of a pool. */
    HISTORY("history"),
    /** How a pool's members answer together, and their optimizers' steps. */
    MIX("mix"),
    /** The least squares of a pool's linear members, by the member's index. */
    LINEAR("linear"),
    /** Examples that the memories of a pool ask, each a head and chunks of them. */
    MEMORY("memory"),
    /** Where the examples of each class lie, of a pool's discriminants, by the member's index. */
    CENTERS("centers"),
    /** Examples that a pool learns again, a chunk of them per index. */
    REPLAY("replay"),
    /** What finds drift and reacts to it. */
    DRIFT("drift"),
    /** Which rows of the output layer stand for which classes, where they are met. */
    CLASSES("classes"),
    /** Events that wait for the next one of their entity, which tells their label. */
    NEXT("next"),
    /** What the bounds of a number's answers follow. */
    INTERVALS("intervals"),
    /** The same, a horizon ahead: as they were encoded, with what was said of them. */
    FORECASTS("forecasts"),
    /** What events are judged by that may be alarms. */
    ALARMS("alarms"),
    /** Who learns beside the champion and who answers, and how they compare. */
    CHALLENGERS("challengers");

    private final String state;

    Part(String state) {
      this.state = state;
    }

    /** The name of the state that this part is, one of its own for each. */
    public String state() {
      return state;
    }
  }

  /**
   * The block, or null when never written.
   *
   * @param member the network's name
   */
  float[] block(String member, NetworkVector vector, int block);

  void putBlock(String member, NetworkVector vector, int block, float[] values);

  /** The part, or null when never written. */
  byte[] part(Part part, int index);

  void putPart(Part part, int index, byte[] bytes);

  /**
   * Forgets the blocks of members whose names start so, and the parts from an index on.
   *
   * @param firstIndex of the parts that go
   */
  default void forget(String members, int firstIndex) {
    forget(member -> member.startsWith(members), index -> index >= firstIndex);
  }

  /** Forgets the blocks of members with such names, and parts with such indexes. */
  void forget(Predicate<String> members, IntPredicate indexes);

  /** Forgets all blocks and parts. */
  void clear();

  /** The generation that the stored learner is of; empty where there is none. */
  default OptionalLong generation() {
    byte[] progress = part(Part.PROGRESS, 0);
    return progress == null
        ? OptionalLong.empty()
        : OptionalLong.of(LearnerState.generation(progress));
  }
}

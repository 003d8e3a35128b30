package io.gradstream.learning;

import io.gradstream.network.spec.NetworkVector;

/**
 * The durable state of one model key, as a learner reads and writes it: blocks of floats and small
 * versioned parts. Flink's keyed state implements it, and a map in tests. Arrays handed over are
 * not touched again by either side.
 */
public interface LearnerStore {

  /** A part of the state that is not a flat vector. Written by name: never rename one. */
  enum Part {
    /** Generation, step, lineage, skipped, paused, learning rate, optimizer steps. */
    PROGRESS,
    /** The encoder's running statistics. */
    STATISTICS,
    /** One category table per index. */
    CATEGORIES,
    /** The target scaler. */
    TARGETS,
    /** Prequential scores. */
    SCORES,
    /** Examples gathered for the next mini-batch. */
    BATCH,
    /** What came before, of a pool. */
    HISTORY,
    /** How a pool's members answer together, and their optimizers' steps. */
    MIX,
    /** The least squares of a pool's linear members, by the member's index. */
    LINEAR,
    /** Examples that a pool learns again, a chunk of them per index. */
    REPLAY,
    /** What finds drift and reacts to it. */
    DRIFT
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
  void forget(String members, int firstIndex);

  /** Forgets all blocks and parts. */
  void clear();
}

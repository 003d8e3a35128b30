package io.gradstream.learning;

import io.gradstream.network.Network;

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
    BATCH
  }

  /** The block, or null when never written. */
  float[] block(Network.Vector vector, int block);

  void putBlock(Network.Vector vector, int block, float[] values);

  /** The part, or null when never written. */
  byte[] part(Part part, int index);

  void putPart(Part part, int index, byte[] bytes);

  /** Forgets all blocks and parts. */
  void clear();
}

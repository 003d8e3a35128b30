package io.gradstream.learning.drift;

/** What a detector says of the values it has seen so far. */
public enum Signal {
  NONE,
  /** Something may be changing; only {@link Ddm} says so. */
  WARNING,
  /** The values are of another distribution than before; the detector has begun anew. */
  DRIFT
}

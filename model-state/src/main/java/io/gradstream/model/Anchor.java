package io.gradstream.model;

/** What a number's change is learned from. Written by name: never rename one. */
public enum Anchor {
  /** The last label. */
  LAST,
  /** The mean of all labels. */
  MEAN,
  /** The label a season ago; the last while there is no season. */
  SEASON,
  /** The label a season ago, and by how much the season before last has changed since. */
  SEASON_CHANGE
}

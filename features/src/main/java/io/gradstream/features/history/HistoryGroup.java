package io.gradstream.features.history;

/** A group of features of what came before. Written by name: never rename one. */
public enum HistoryGroup {
  /** What the label was, of the categories that the event has: {@link CategoryRates}. */
  RATES,
  /** How numbers move: {@link NumberMovements}. */
  NUMBERS,
  /** How the label moves: {@link LabelMovements}. */
  LABELS
}

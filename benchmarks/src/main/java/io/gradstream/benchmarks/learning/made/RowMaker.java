package io.gradstream.benchmarks.learning.made;

/** Makes the rows of a stream, one after the other. Not thread safe. */
interface RowMaker {

  /** The next row: its features, and then its label. */
  Object[] next();
}

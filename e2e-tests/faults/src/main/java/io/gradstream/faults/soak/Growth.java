package io.gradstream.faults.soak;

/**
 * A process's memory when it was warm and in the end, in kilobytes.
 *
 * @param warmFiles of the warm memory, what is pages of mapped files
 * @param endFiles the same in the end
 */
record Growth(long warm, long end, long warmFiles, long endFiles) {

  /** Beyond which a run fails. */
  static final double MOST_PERCENT = 5;

  double percent() {
    return 100.0 * (end - warm) / warm;
  }

  boolean isFlat() {
    return percent() <= MOST_PERCENT;
  }
}

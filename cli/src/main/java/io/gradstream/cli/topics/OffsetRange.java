package io.gradstream.cli.topics;

/**
 * Offsets of a partition.
 *
 * @param from the first
 * @param to the one behind the last
 */
public record OffsetRange(long from, long to) {

  public OffsetRange {
    if (from > to) {
      throw new IllegalArgumentException(
          "offsets end before they begin: %d, %d".formatted(from, to));
    }
  }
}

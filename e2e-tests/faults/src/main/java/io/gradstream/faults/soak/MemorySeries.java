package io.gradstream.faults.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Resident memory of one process over a run, read at even intervals. The first quarter is warm-up:
 * compiled code, class data and allocator arenas still come to their size. Growth is the median of
 * the last quarter against the median of the second; a median, so that one reading in the middle of
 * a checkpoint decides nothing. Not thread safe.
 */
final class MemorySeries {

  private final String process;
  private final int perMinute;
  private final List<MemoryReading> readings = new ArrayList<>();

  MemorySeries(String process, int perMinute) {
    this.process = process;
    this.perMinute = perMinute;
  }

  String process() {
    return process;
  }

  void add(MemoryReading reading) {
    readings.add(reading);
  }

  /** Kilobytes now. */
  long latest() {
    return readings.get(readings.size() - 1).resident();
  }

  int size() {
    return readings.size();
  }

  /** Median of the readings {@code [from, to)}, in kilobytes. */
  long median(int from, int to) {
    return resident(from, to);
  }

  /** The largest of the readings {@code [from, to)}, in kilobytes. */
  long peak(int from, int to) {
    return readings.subList(from, to).stream().mapToLong(MemoryReading::resident).max().orElse(0);
  }

  /** The median of each minute that is over, in kilobytes. */
  long[] byMinute() {
    return IntStream.range(0, readings.size() / perMinute)
        .mapToLong(minute -> resident(minute * perMinute, (minute + 1) * perMinute))
        .toArray();
  }

  /** Needs at least four readings. */
  Growth growth() {
    int size = readings.size();
    if (size < 4) {
      throw new IllegalStateException("too few readings of " + process + ": " + size);
    }
    int from = size / 4;
    int middle = size / 2;
    int last = size - size / 4;
    return new Growth(
        resident(from, middle), resident(last, size), files(from, middle), files(last, size));
  }

  private long resident(int from, int to) {
    return median(readings.subList(from, to).stream().mapToLong(MemoryReading::resident).toArray());
  }

  private long files(int from, int to) {
    return median(readings.subList(from, to).stream().mapToLong(MemoryReading::files).toArray());
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}

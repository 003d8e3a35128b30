package io.gradstream.serving.page;

import io.gradstream.schemas.MetricReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the parts of a job count, added up: the latest of each, of the first {@value #MOST}. Not
 * thread safe.
 */
final class SourceSums {

  static final int MOST = 256;
  private static final int LONGEST_NAME = 100; // characters

  /** How long a rate is taken over, in milliseconds. */
  private static final long RATE_OVER = 10_000;

  private static final int MOST_MOMENTS = 64;

  /** What had been counted when. */
  private record Moment(long time, double read, double examples) {}

  /** The numbers of each source, one for each {@link Counted}. */
  private final Map<String, double[]> bySource = new HashMap<>();

  private final Deque<Moment> moments = new ArrayDeque<>();

  /** Takes a report that names no version. */
  void accept(MetricReport report) {
    boolean isNew = !bySource.containsKey(report.source());
    if (isNew && (bySource.size() == MOST || report.source().length() > LONGEST_NAME)) {
      return;
    }
    double[] numbers = numbers(report);
    bySource.put(report.source(), numbers);
    if (isNew) {
      isOfBefore(numbers);
    }
    remember(report.time());
  }

  /** What a source had counted when it was first heard of came before, and is in no rate. */
  private void isOfBefore(double[] numbers) {
    List<Moment> with =
        moments.stream()
            .map(
                moment ->
                    new Moment(
                        moment.time(),
                        moment.read() + numbers[Counted.EVENTS_READ.ordinal()],
                        moment.examples() + numbers[Counted.EXAMPLES.ordinal()]))
            .toList();
    moments.clear();
    moments.addAll(with);
  }

  private static double[] numbers(MetricReport report) {
    return Stream.of(Counted.values())
        .mapToDouble(counted -> report.value(counted.measure()).orElse(0))
        .toArray();
  }

  private void remember(long time) {
    if (!moments.isEmpty() && time < moments.peekLast().time() + RATE_OVER / MOST_MOMENTS) {
      return;
    }
    moments.addLast(new Moment(time, sum(Counted.EVENTS_READ), sum(Counted.EXAMPLES)));
    while (moments.size() > 2 && moments.peekFirst().time() < time - RATE_OVER) {
      moments.removeFirst();
    }
  }

  double sum(Counted counted) {
    return bySource.values().stream().mapToDouble(numbers -> numbers[counted.ordinal()]).sum();
  }

  /** The most that one of the parts says. */
  double most(Counted counted) {
    return bySource.values().stream()
        .mapToDouble(numbers -> numbers[counted.ordinal()])
        .max()
        .orElse(0);
  }

  /**
   * Events read a second, over the last moments; 0 where nothing was told lately.
   *
   * @param now epoch milliseconds
   */
  double readRate(long now) {
    return rate(now, true);
  }

  /** Examples learned a second, the same way. */
  double learnedRate(long now) {
    return rate(now, false);
  }

  private double rate(long now, boolean ofRead) {
    if (moments.size() < 2 || now - moments.peekLast().time() > RATE_OVER) {
      return 0; // a job tells only what has changed
    }
    Moment first = moments.peekFirst();
    Moment last = moments.peekLast();
    double more = ofRead ? last.read() - first.read() : last.examples() - first.examples();
    return Math.max(0, more * 1000 / (last.time() - first.time()));
  }
}

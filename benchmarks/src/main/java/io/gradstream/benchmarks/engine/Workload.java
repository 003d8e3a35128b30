package io.gradstream.benchmarks.engine;

/** What is timed: one training step, or one token. */
interface Workload extends AutoCloseable {

  /** Takes one step; throws when it was not a step, because something was not finite. */
  void step();

  @Override
  void close();

  /** Microseconds of a step, over so many. */
  default double run(long steps, Clock clock) {
    long start = clock.nanoseconds();
    for (long i = 0; i < steps; i++) {
      step();
    }
    return (clock.nanoseconds() - start) / 1e3 / steps;
  }

  /** Runs for about so long, and returns microseconds of a step in the last tenth. */
  default double warm(double milliseconds, Clock clock) {
    long end = clock.nanoseconds() + (long) (milliseconds * 1e6);
    double microseconds = run(3, clock);
    while (clock.nanoseconds() < end) {
      microseconds = run(stepsIn(milliseconds / 10, microseconds), clock);
    }
    return microseconds;
  }

  /** How many steps fill the time, at least one. */
  static long stepsIn(double milliseconds, double microseconds) {
    return Math.max(1, Math.round(milliseconds * 1e3 / microseconds));
  }
}

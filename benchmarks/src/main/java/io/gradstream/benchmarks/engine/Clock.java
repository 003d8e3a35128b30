package io.gradstream.benchmarks.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What is counted. libtorch's side has the same, by name. */
enum Clock {
  /** Time that passed. */
  WALL {
    @Override
    long nanoseconds() {
      return System.nanoTime();
    }
  },
  /** Time that the thread had a processor: the same on a machine that does nothing else. */
  PROCESSOR {
    @Override
    long nanoseconds() {
      return THREADS.getCurrentThreadCpuTime();
    }
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A time to subtract from a later one of the same thread. */
  abstract long nanoseconds();
}

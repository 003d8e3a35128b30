package io.gradstream.faults.soak;

import io.gradstream.cli.feed.Pace;

/** Feeds events at a steady rate until it is closed, on a thread of its own. */
final class SteadyLoad implements AutoCloseable {

  private final SoakFeed feed;
  private final double perSecond;
  private final Thread thread = new Thread(this::run, "soak-load");
  private volatile boolean closed;
  private volatile RuntimeException failure;

  private SteadyLoad(SoakFeed feed, double perSecond) {
    this.feed = feed;
    this.perSecond = perSecond;
  }

  /**
   * @param feed used by the load's thread until it is closed
   */
  static SteadyLoad start(SoakFeed feed, double perSecond) {
    SteadyLoad load = new SteadyLoad(feed, perSecond);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private void run() {
    Pace pace = new Pace(perSecond);
    try {
      while (!closed) {
        pace.await();
        feed.event();
      }
    } catch (RuntimeException e) {
      failure = e; // told to the thread that watches
    }
  }

  void requireHealthy() {
    if (failure != null) {
      throw new IllegalStateException("the load has stopped", failure);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

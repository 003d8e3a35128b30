package io.gradstream.faults.soak;

import io.gradstream.cli.feed.Pace;
import io.gradstream.local.QueryClient;

/** Asks the query service at a steady rate until it is closed, on a thread of its own. */
final class Questions implements AutoCloseable {

  private static final double PER_SECOND = 10;

  private final QueryClient client;
  private final Readings readings = new Readings(2);
  private final Thread thread = new Thread(this::ask, "soak-questions");
  private volatile boolean closed;
  private volatile long asked;
  private volatile long answered;

  private Questions(QueryClient client) {
    this.client = client;
  }

  static Questions start(QueryClient client) {
    Questions questions = new Questions(client);
    questions.thread.setDaemon(true);
    questions.thread.start();
    return questions;
  }

  private void ask() {
    Pace pace = new Pace(PER_SECOND);
    while (!closed) {
      pace.await();
      boolean answer = client.infer(readings.question()).isPresent();
      asked++;
      answered += answer ? 1 : 0;
    }
  }

  long asked() {
    return asked;
  }

  /** Questions that met a model: a machine has none before its first mini-batch. */
  long answered() {
    return answered;
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

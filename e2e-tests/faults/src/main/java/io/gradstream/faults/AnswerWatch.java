package io.gradstream.faults;

import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.Topics;
import java.util.BitSet;

/** Watches a learner's predictions come in, from a thread of its own. Thread safe. */
final class AnswerWatch implements AutoCloseable {

  private final String brokers;
  private final String topic;
  private final boolean committedOnly;
  private final PredictionCodec codec = new PredictionCodec();
  private final BitSet answered = new BitSet(); // by event number; guarded by this
  private final Thread thread;
  private long answers; // guarded by this
  private volatile boolean ended;

  AnswerWatch(String learner, String brokers, boolean committedOnly) {
    this.brokers = brokers;
    this.topic = Topics.of(learner).predictions();
    this.committedOnly = committedOnly;
    thread = new Thread(this::watch, "answer-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try (TopicLog log = new TopicLog(brokers, committedOnly, topic)) {
      while (!ended) {
        log.poll(this::add);
      }
    }
  }

  private synchronized void add(TopicLog.Entry entry) {
    answers++;
    answered.set((int) Traffic.number(codec.decode(entry.value()).id()));
  }

  /** Answers so far, those given again included. */
  synchronized long answers() {
    return answers;
  }

  /** Events that have been answered. */
  synchronized long answered() {
    return answered.cardinality();
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.gradstream.benchmarks.pipeline;

import java.util.Locale;

/** The jobs that are compared. */
enum Variant {
  /** Kafka, keyBy, a count in state, Kafka; nothing is decoded. */
  CEILING("bare Kafka -> keyBy -> state -> Kafka"),
  /** The learner's job with everything but the network's forward pass and step. */
  IDENTITY("the learner's job, a network of no hidden layers"),
  /** The learner's job. */
  LEARNING("64-32 network, mini-batch 32, label in the event"),
  /** The same, its state in RocksDB. */
  ROCKSDB("the same, state in RocksDB"),
  /** The learner's job with the networks that a spec without any gets. */
  POOL("the same with the default pool, on a tenth of the events");

  private final String words;

  Variant(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  String shown() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many of the topic's events it is measured on: the pool is slower by far. */
  long of(long events) {
    return this == POOL ? events / 10 : events;
  }
}

package io.gradstream.cli;

import io.gradstream.learning.spec.LearnerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** That topics are evaluated in place of a file, and from where on. */
final class TopicOptions {

  private static final String BEGINNING = "earliest";

  @Option(
      names = "--topic",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "TOPIC",
      description = {
        "In place of --data: what the spec's topics hold now, read as its job reads them and in its"
            + " order. Nothing is deployed, and nothing written to Kafka.",
        "With a name: events of that topic in place of the spec's."
      })
  private String topic;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = {
        "With --topic: records since a time, as 7d, 2026-01-31 or 2026-01-31T08:00, or earliest.",
        "Default: the spec's events.from; where that is latest, earliest."
      })
  private String from;

  boolean isOn() {
    return topic != null;
  }

  /** Whether a topic is named. */
  boolean isNamed() {
    return isOn() && !topic.isEmpty();
  }

  /** The topic that is named. */
  String name() {
    return topic;
  }

  /** What is wrong with the options together, or empty text. */
  String problem(boolean specGiven, boolean fileGiven) {
    if (isOn() == fileGiven) {
      return "give one of --data FILE and --topic";
    }
    if (from != null && !isOn()) {
      return "--from goes with --topic";
    }
    return isNamed() && !specGiven && Files.isRegularFile(Path.of(topic))
        ? "%s stands behind --topic, as if it were one: write 'evaluate %1$s --topic'"
            .formatted(topic)
        : "";
  }

  /** The spec of the learner, with the topic that is named. */
  LearnerSpec of(LearnerSpec spec) {
    return isNamed() ? spec.withEventsTopic(topic) : spec;
  }

  /** Epoch milliseconds from which on records are read; empty for all. */
  OptionalLong since(LearnerSpec spec) {
    if (from == null) {
      return spec.events().from().since();
    }
    return from.equals(BEGINNING) ? OptionalLong.empty() : OptionalLong.of(PastTime.parse(from));
  }
}

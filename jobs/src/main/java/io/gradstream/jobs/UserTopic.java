package io.gradstream.jobs;

import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import java.time.Duration;
import java.util.Optional;

/**
 * How one of a user's topics is read.
 *
 * @param time field that holds the event time; absent: the Kafka record's timestamp
 * @param ahead how far that may lie ahead of the Kafka record's timestamp
 * @param ownLabel field of the label that an event holds itself; empty text for none
 */
record UserTopic(
    String name,
    StreamFormat format,
    EventSchema schema,
    Optional<String> time,
    Duration ahead,
    String ownLabel) {

  static UserTopic events(LearnerSpec spec) {
    return new UserTopic(
        spec.events().topic(),
        spec.events().format(),
        spec.model().events(),
        spec.events().time(),
        spec.events().ahead(),
        spec.ownLabel());
  }

  /** Absent when the labels stand in the events. */
  static Optional<UserTopic> labels(LearnerSpec spec) {
    return spec.labels() instanceof LabelsSpec.OwnTopic labels
        ? Optional.of(
            new UserTopic(
                labels.topic(),
                labels.format(),
                labels.schema(),
                labels.time(),
                spec.events().ahead(),
                ""))
        : Optional.empty();
  }
}

package io.gradstream.serving.learn;

import io.gradstream.features.decode.Envelope;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.RecordUse;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.UserTopic;
import java.util.Optional;

/**
 * A learner's topics, as records are put on them: a caller's JSON, byte for byte.
 *
 * @param labels absent when they stand in the events
 */
record LearnerTopics(LearnerSpec spec, UserTopic events, Optional<UserTopic> labels) {

  /**
   * @throws IllegalArgumentException when one is of another form
   */
  static LearnerTopics of(LearnerSpec spec) {
    UserTopic events = UserTopic.events(spec);
    Optional<UserTopic> labels = UserTopic.labels(spec);
    requireJson(spec, "events", events);
    labels.ifPresent(topic -> requireJson(spec, "labels", topic));
    return new LearnerTopics(spec, events, labels);
  }

  private static void requireJson(LearnerSpec spec, String which, UserTopic topic) {
    if (!(topic.format() instanceof StreamFormat.Json json)) {
      throw refused(spec, which, "are in Avro");
    }
    if (json.registry().isPresent()) {
      throw refused(spec, which, "carry the ids of JSON Schemas");
    }
    if (json.envelope() != Envelope.NONE) {
      throw refused(spec, which, "stand in an envelope (" + json.envelope().written() + ")");
    }
  }

  private static IllegalArgumentException refused(LearnerSpec spec, String which, String why) {
    return new IllegalArgumentException(
        "--learn puts plain JSON on topics, and the %s of %s %s: produce them yourself"
            .formatted(which, spec.name(), why));
  }

  String learner() {
    return spec.name();
  }

  /** Whether one model learns all, so that offsets tell what it has learned. */
  boolean isOneModel() {
    return spec.model().keyField().isEmpty();
  }

  /** Makes records of events, for one thread. */
  RecordMaker eventMaker() {
    return new RecordMaker(
        LearnBody.EVENTS, events, recordBytes(), event -> RecordUse.ofEvent(spec, event));
  }

  /** Makes records of labels, for one thread; absent when they stand in the events. */
  Optional<RecordMaker> labelMaker() {
    return labels.map(
        topic ->
            new RecordMaker(
                LearnBody.LABELS,
                topic,
                recordBytes(),
                label -> RecordUse.ofLabel(spec, (LabelsSpec.OwnTopic) spec.labels(), label)));
  }

  private int recordBytes() {
    return spec.limits().recordBytes();
  }
}

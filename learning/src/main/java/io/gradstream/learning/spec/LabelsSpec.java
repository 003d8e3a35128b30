package io.gradstream.learning.spec;

import io.gradstream.features.event.EventSchema;
import java.time.Duration;
import java.util.Optional;

/** Where labels come from. */
public sealed interface LabelsSpec {

  /** How long an id is remembered, in event time: the same id again within it is a duplicate. */
  Duration remembered();

  /** Fields of the event itself; an event without them asks only for a prediction. */
  record InEvent(Duration within) implements LabelsSpec {
    @Override
    public Duration remembered() {
      return within;
    }
  }

  /**
   * A topic of their own, joined by id.
   *
   * @param schema the fields read from a label record
   * @param id its field that holds the event's id
   * @param time its field that holds the label's time; absent: the Kafka record's timestamp
   * @param within how long an event waits for its label, in event time
   * @param settle no example is learned before its event is this old, in event time; at most {@code
   *     within}
   */
  record OwnTopic(
      String topic,
      StreamFormat format,
      EventSchema schema,
      String id,
      Optional<String> time,
      Duration within,
      Duration settle,
      Otherwise otherwise)
      implements LabelsSpec {
    @Override
    public Duration remembered() {
      return within;
    }

    /** The same for labels that come with their events: no time passes between the two. */
    public OwnTopic knownAtOnce() {
      return new OwnTopic(topic, format, schema, id, time, within, Duration.ZERO, Otherwise.DROP);
    }
  }

  /** What becomes of an event whose label did not come in time. */
  enum Otherwise {
    /** It is not learned, and counted as missed. */
    DROP,
    /** It is learned as the negative class (binary targets only), and counted as missed. */
    NEGATIVE
  }
}

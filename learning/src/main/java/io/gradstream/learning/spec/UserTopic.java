package io.gradstream.learning.spec;

import io.gradstream.features.decode.TopicRecordDecoder;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.model.ModelSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * How one of a user's topics is read, and by what its records keep together.
 *
 * @param time field that holds the event time; absent: the Kafka record's timestamp
 * @param ahead how far that may lie ahead of the Kafka record's timestamp
 * @param ownLabel field of the label that an event holds itself; empty text for none
 * @param without events that are read as if they had never been
 * @param keyedBy field whose text is a record's key where its sender says none: one model's events
 *     keep to one partition, without model keys one id's records do; absent: no key
 */
public record UserTopic(
    String name,
    StreamFormat format,
    EventSchema schema,
    Optional<String> time,
    Duration ahead,
    String ownLabel,
    LeftOut without,
    Optional<String> keyedBy) {

  public static UserTopic events(LearnerSpec spec) {
    return new UserTopic(
        spec.events().topic(),
        spec.events().format(),
        spec.model().events(),
        spec.events().time(),
        spec.events().ahead(),
        spec.ownLabel(),
        spec.events().without(),
        spec.model().keyField().or(() -> spec.events().id()));
  }

  /** Absent when the labels stand in the events. */
  public static Optional<UserTopic> labels(LearnerSpec spec) {
    return spec.labels() instanceof LabelsSpec.OwnTopic labels
        ? Optional.of(
            new UserTopic(
                labels.topic(),
                labels.format(),
                labels.schema(),
                labels.time(),
                spec.events().ahead(),
                "",
                LeftOut.NONE,
                Optional.of(labels.id())))
        : Optional.empty();
  }

  /**
   * What is asked over Kafka; absent where the learner has no such topic. A query is an event of
   * now, which need not say its id or its time, and is answered whatever it says of both.
   */
  public static Optional<UserTopic> queries(LearnerSpec spec) {
    return spec.queries()
        .map(
            queries ->
                new UserTopic(
                    queries.topic(),
                    queries.format(),
                    ofQueries(spec.model()),
                    Optional.empty(),
                    spec.events().ahead(),
                    spec.ownLabel(),
                    LeftOut.NONE,
                    spec.model().keyField()));
  }

  /** The events' fields, of which only those must be there without which there is no answer. */
  private static EventSchema ofQueries(ModelSpec model) {
    return new EventSchema(
        model.events().fields().stream()
            .map(field -> isNeeded(field.name(), model) ? field : field.optional())
            .toList(),
        model.events().zone());
  }

  /** The model key, and what the answer of one network is a change from. */
  private static boolean isNeeded(String field, ModelSpec model) {
    return model.keyField().filter(field::equals).isPresent()
        || model.pool().isEmpty() && model.target().from().filter(field::equals).isPresent();
  }

  /**
   * Reads its records, for one thread.
   *
   * @param recordBytes a longer value is too large
   * @param registries asked once, where the format has a registry over HTTP
   */
  public TopicRecordDecoder decoder(int recordBytes, Registries registries) {
    return new TopicRecordDecoder(
        schema, inValue -> TopicRecords.decoder(format, inValue, recordBytes, registries));
  }
}

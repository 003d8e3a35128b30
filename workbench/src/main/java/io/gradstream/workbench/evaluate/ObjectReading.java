package io.gradstream.workbench.evaluate;

import io.gradstream.features.declared.Declarations;
import io.gradstream.features.decode.Envelope;
import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a learner reads objects of JSON, by the schema of what they came from where there is one. One
 * holds the fields of the event and of the label; an object without an id has its row's number,
 * from 0, for one.
 */
final class ObjectReading {

  private final RecordOf events;
  private final Optional<RecordOf> labels; // absent: inside the event
  private final String ownLabel; // empty text: none
  private final int targetField; // of the label; -1: every event is its own

  /**
   * One kind of record.
   *
   * @param strict fields of which nothing is set aside
   * @param idField -1 when it has none
   */
  private record RecordOf(EventDecoder decoder, Predicate<String> strict, int idField) {

    /**
     * @param mayBeAbsent fields that may be absent, but must be right where they are there
     */
    static RecordOf of(
        EventSchema schema,
        Envelope envelope,
        Declarations declared,
        String id,
        Predicate<EventField> mayBeAbsent) {
      EventSchema read =
          new EventSchema(
              schema.fields().stream()
                  .map(field -> mayBeAbsent.test(field) ? field.optional() : field)
                  .toList(),
              schema.zone());
      Set<String> strict =
          schema.fields().stream()
              .filter(field -> field.required() || mayBeAbsent.test(field))
              .map(EventField::name)
              .collect(Collectors.toSet());
      return new RecordOf(
          EventDecoders.jsonLines(read, envelope, declared), strict::contains, schema.indexOf(id));
    }

    Decoded read(byte[] object, long index) {
      Decoded decoded = decoder.decode(object, null);
      if (!(decoded instanceof Decoded.Good good)) {
        return decoded;
      }
      boolean isNamed = idField < 0 || !good.event().isMissing(idField);
      Decoded.Good named =
          isNamed ? good : new Decoded.Good(withId(good.event(), index), good.setAside());
      return named.requiring(strict);
    }

    private Event withId(Event event, long index) {
      Object[] values = new Object[event.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i == idField ? Long.toString(index) : event.value(i);
      }
      return Event.owning(values);
    }
  }

  private ObjectReading(
      RecordOf events, String ownLabel, Optional<RecordOf> labels, int targetField) {
    this.events = events;
    this.ownLabel = ownLabel;
    this.labels = labels;
    this.targetField = targetField;
  }

  /**
   * @param declared what a schema says of the fields, outside of any envelope
   */
  static ObjectReading of(LearnerSpec spec, Declarations declared) {
    String id = spec.events().id().orElse("");
    EventSchema schema = spec.model().events();
    RecordOf events =
        RecordOf.of(
            schema,
            spec.events().format().envelope(),
            declared,
            id,
            field -> field.name().equals(id));
    String target = spec.target().field();
    // The target decides whether there is a label: whatever else is absent is missing.
    return spec.labels() instanceof LabelsSpec.OwnTopic topic
        ? new ObjectReading(
            events,
            spec.ownLabel(),
            Optional.of(
                RecordOf.of(
                    topic.schema(),
                    topic.format().envelope(),
                    declared,
                    topic.id(),
                    field -> true)),
            topic.schema().indexOf(target))
        : new ObjectReading(events, spec.ownLabel(), Optional.empty(), schema.indexOf(target));
  }

  /**
   * A row.
   *
   * @param object in UTF-8
   */
  Row row(byte[] object, long number, long line) {
    LabelApart event = LabelApart.of(events.read(object, number), ownLabel);
    return new Row(number, line, event.event(), label(object, number, event));
  }

  private Optional<Decoded> label(byte[] object, long row, LabelApart event) {
    if (event.label().isPresent()) {
      return Optional.of(event.label().get());
    }
    Decoded label = labels.isPresent() ? labels.get().read(object, row) : event.event();
    boolean absent =
        targetField >= 0
            && label instanceof Decoded.Good good
            && good.event().isMissing(targetField);
    return absent ? Optional.empty() : Optional.of(label);
  }
}

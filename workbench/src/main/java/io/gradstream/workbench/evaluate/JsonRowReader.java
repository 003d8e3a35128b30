package io.gradstream.workbench.evaluate;

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
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.DataText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rows of JSON, an object in each line that is not blank. It holds the fields of the event and of
 * the label; an object without an id has its row's number, from 0, for one.
 */
final class JsonRowReader implements RowReader {

  private final Path file;
  private final DataText text;
  private final RecordOf events;
  private final Optional<RecordOf> labels; // absent: inside the event
  private final String ownLabel; // empty text: none
  private final int targetField; // of the label; -1: every event is its own
  private long index;
  private long line;

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
        EventSchema schema, Envelope envelope, String id, Predicate<EventField> mayBeAbsent) {
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
          EventDecoders.jsonLines(read, envelope), strict::contains, schema.indexOf(id));
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

  private JsonRowReader(
      Path file,
      DataText text,
      RecordOf events,
      String ownLabel,
      Optional<RecordOf> labels,
      int targetField) {
    this.file = file;
    this.ownLabel = ownLabel;
    this.text = text;
    this.events = events;
    this.labels = labels;
    this.targetField = targetField;
  }

  static JsonRowReader of(LearnerSpec spec, Path file, DataText text) {
    String id = spec.events().id().orElse("");
    EventSchema schema = spec.model().events();
    RecordOf events =
        RecordOf.of(
            schema, spec.events().format().envelope(), id, field -> field.name().equals(id));
    String target = spec.target().field();
    // The target decides whether there is a label: whatever else is absent is missing.
    return spec.labels() instanceof LabelsSpec.OwnTopic topic
        ? new JsonRowReader(
            file,
            text,
            events,
            spec.ownLabel(),
            Optional.of(
                RecordOf.of(topic.schema(), topic.format().envelope(), topic.id(), field -> true)),
            topic.schema().indexOf(target))
        : new JsonRowReader(
            file, text, events, spec.ownLabel(), Optional.empty(), schema.indexOf(target));
  }

  @Override
  public Row read() {
    String object = nextLine();
    while (object != null && object.isBlank()) {
      object = nextLine();
    }
    if (object == null) {
      return null;
    }
    long row = index++;
    byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
    LabelApart event = LabelApart.of(events.read(bytes, row), ownLabel);
    return new Row(row, line, event.event(), label(bytes, row, event));
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

  private String nextLine() {
    line++;
    try {
      text.row().begins();
      return text.reader().readLine();
    } catch (IOException e) {
      throw new DataFileException(
          "%s cannot be read from line %d on: %s".formatted(file, line, e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    text.reader().close();
  }
}

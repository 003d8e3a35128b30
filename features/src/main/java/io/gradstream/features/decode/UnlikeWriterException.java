package io.gradstream.features.decode;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.AvroTypeException;

/**
 * The writer of a record has something where the reader can read nothing of the kind. Avro reads
 * the record no further. Carries no stack trace: it is an answer.
 */
final class UnlikeWriterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Set<Integer> fields;
  private final String name;

  /**
   * @param at what could not be read
   * @param name of the record's field
   */
  UnlikeWriterException(AvroReading at, String name, AvroTypeException cause) {
    super(cause.getMessage(), null, false, false);
    this.fields = at.targets().boxed().collect(Collectors.toUnmodifiableSet());
    this.name = name;
  }

  /** The event's fields that are lost, by index. */
  Set<Integer> fields() {
    return fields;
  }

  /** What is to be said of the record's field. */
  BadFieldException broken() {
    return broken(name);
  }

  /** What is to be said of a field of the event. */
  BadFieldException broken(String field) {
    return new BadFieldException(
        Reason.WRONG_TYPE, field, field + " cannot be read from its writer: " + getMessage());
  }
}

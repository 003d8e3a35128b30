package io.gradstream.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A record that could not be used, with everything needed to mend and resend it.
 *
 * @param field the field at fault, empty text when it is the whole record
 * @param message what was wrong and what was expected
 * @param original the record's value as it came, possibly empty, not to be changed by a reader
 * @param time effective time where it is known, else the record's Kafka timestamp
 */
public record DeadLetter(
    String learner,
    Reason reason,
    String field,
    String message,
    byte[] original,
    String topic,
    int partition,
    long offset,
    long time) {

  private static final char DELETE = 0x7F;

  /** Whether the record's value is text, without control characters but tabs and line ends. */
  public boolean isText() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(original))
          .chars()
          .allMatch(c -> c >= ' ' && c != DELETE || c == '\t' || c == '\n' || c == '\r');
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Why a record could not be used. Written by name: never rename one. */
  public enum Reason {
    /** The bytes are not a record of the declared format. */
    MALFORMED,
    /** The schema id is not known, or the registry is away for good. */
    UNKNOWN_SCHEMA,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field is of another type than declared. */
    WRONG_TYPE,
    /** A number is NaN or infinite. */
    NOT_FINITE,
    /** A number or a time is outside what can be meant. */
    OUT_OF_RANGE,
    /** The label is none of the declared classes. */
    UNKNOWN_CLASS,
    /** The record is larger than the limit. */
    TOO_LARGE,
    /** The same id came again within the label wait. */
    DUPLICATE,
    /** A label whose event never came. */
    LABEL_WITHOUT_EVENT,
    /** A limit of the spec is reached. */
    LIMIT
  }
}

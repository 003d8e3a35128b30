package io.gradstream.faults.poison;

import static io.gradstream.schemas.DeadLetter.Reason.DUPLICATE;
import static io.gradstream.schemas.DeadLetter.Reason.LABEL_WITHOUT_EVENT;
import static io.gradstream.schemas.DeadLetter.Reason.MALFORMED;
import static io.gradstream.schemas.DeadLetter.Reason.MISSING_FIELD;
import static io.gradstream.schemas.DeadLetter.Reason.NOT_FINITE;
import static io.gradstream.schemas.DeadLetter.Reason.OUT_OF_RANGE;
import static io.gradstream.schemas.DeadLetter.Reason.TOO_LARGE;
import static io.gradstream.schemas.DeadLetter.Reason.UNKNOWN_CLASS;
import static io.gradstream.schemas.DeadLetter.Reason.UNKNOWN_SCHEMA;
import static io.gradstream.schemas.DeadLetter.Reason.WRONG_TYPE;

import io.gradstream.jobs.TimeMarks;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Each kind of damage, and the dead letter that is due for it. A value of a feature that is odd
 * costs no event: it is the good one of its id once more.
 */
enum Damage {
  EVENT_CUT_SHORT(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      byte[] good = measures.event(id, time, 1);
      return Arrays.copyOf(good, good.length - 9);
    }
  },
  EVENT_WITH_MORE_BEHIND(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      byte[] good = measures.event(id, time, 1);
      return Arrays.copyOf(good, good.length + 3);
    }
  },
  EVENT_WITHOUT_MAGIC_BYTE(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return with(7, 0, measures.event(id, time, 1));
    }
  },
  EVENT_EMPTY(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return new byte[0];
    }
  },
  MARK_CUT_SHORT(MALFORMED, TimeMarks.HEADER) {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return null;
    }

    @Override
    List<Header> headers() {
      return List.of(new RecordHeader(TimeMarks.HEADER, new byte[3]));
    }
  },
  EVENT_OF_UNKNOWN_SCHEMA(UNKNOWN_SCHEMA, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return with(99, 4, measures.event(id, time, 1));
    }
  },
  EVENT_OF_A_WRITER_WITH_ANOTHER_TYPE(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.eventWithText(3, id, time, "large");
    }
  },
  EVENT_OF_A_WRITER_WITHOUT_THE_FIELD(MISSING_FIELD, "at") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(4, id, time, 1, "kind-0");
    }
  },
  EVENT_WITHOUT_ID(MISSING_FIELD, "id") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(null, time, 1);
    }
  },
  EVENT_NAN(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, time, Double.NaN);
    }
  },
  EVENT_INFINITE(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, time, Double.NEGATIVE_INFINITY);
    }
  },
  EVENT_NUMBER_OUT_OF_RANGE(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, time, 1e300);
    }
  },
  EVENT_TIME_OUT_OF_RANGE(OUT_OF_RANGE, "at") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, -1, 1);
    }
  },
  EVENT_TIME_FAR_AHEAD(OUT_OF_RANGE, "at") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, time + Duration.ofDays(500).toMillis(), 1);
    }
  },
  EVENT_TEXT_TOO_LONG(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(1, id, time, 1, "k".repeat(5_000));
    }
  },
  EVENT_TOO_LARGE(TOO_LARGE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(1, id, time, 1, "k".repeat(9_000));
    }
  },
  EVENT_TWICE(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return measures.event(id, time, 1);
    }
  },
  LABEL_CUT_SHORT(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"" + id + "\", \"known\":");
    }
  },
  LABEL_WITH_MORE_BEHIND(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json(
          new String(Measures.label(id, time, "low"), StandardCharsets.UTF_8) + "}");
    }
  },
  LABEL_NO_OBJECT(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("[\"" + id + "\"]");
    }
  },
  LABEL_FIELD_TWICE(MALFORMED, "id") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"a\", \"id\": \"b\", \"known\": 1, \"level\": \"low\"}");
    }
  },
  LABEL_TOO_DEEP(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"more\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}");
    }
  },
  LABEL_NOT_UTF8(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return with(0xff, 8, Measures.label(id, time, "low"));
    }
  },
  LABEL_EMPTY(MALFORMED, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return new byte[0];
    }
  },
  LABEL_WRONG_TYPE(WRONG_TYPE, "level") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"%s\", \"known\": %d, \"level\": true}".formatted(id, time));
    }
  },
  LABEL_TIME_OF_WRONG_TYPE(WRONG_TYPE, "known") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"" + id + "\", \"known\": \"noon\", \"level\": \"low\"}");
    }
  },
  LABEL_WITHOUT_ID(MISSING_FIELD, "id") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"known\": %d, \"level\": \"low\"}".formatted(time));
    }
  },
  LABEL_TIME_NULL(MISSING_FIELD, "known") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"" + id + "\", \"known\": null, \"level\": \"low\"}");
    }
  },
  LABEL_TIME_NAN(NOT_FINITE, "known") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json("{\"id\": \"" + id + "\", \"known\": NaN, \"level\": \"low\"}");
    }
  },
  LABEL_TIME_OUT_OF_RANGE(OUT_OF_RANGE, "known") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.label(id, 9_000_000_000_000L, "low");
    }
  },
  LABEL_HALF_A_CHARACTER(OUT_OF_RANGE, "level") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.label(id, time, "\\ud800");
    }
  },
  LABEL_OF_UNKNOWN_CLASS(UNKNOWN_CLASS, "level") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.label(id, time, "purple");
    }
  },
  LABEL_TOO_LARGE(TOO_LARGE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.json(" ".repeat(9_000));
    }
  },
  LABEL_TWICE(DUPLICATE, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.label(id, time, "high");
    }
  },
  LABEL_OF_NOBODY(LABEL_WITHOUT_EVENT, "") {
    @Override
    byte[] value(Measures measures, String id, long time) {
      return Measures.label("nobody-" + id, time, "low");
    }
  };

  private final Reason reason;
  private final String field;

  Damage(Reason reason, String field) {
    this.reason = reason;
    this.field = field;
  }

  /** Why the dead letter says it could not be used. */
  Reason reason() {
    return reason;
  }

  /** The field at fault; empty for the whole record. */
  String field() {
    return field;
  }

  /** Whether it goes to the labels topic. */
  boolean isLabel() {
    return name().startsWith("LABEL");
  }

  /**
   * A record's value; null for none.
   *
   * @param id of an event that was sent, with its label, just before
   * @param time of that event or label
   */
  abstract byte[] value(Measures measures, String id, long time);

  List<Header> headers() {
    return List.of();
  }

  private static byte[] with(int value, int index, byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }
}

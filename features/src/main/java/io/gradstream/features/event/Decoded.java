package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter;
import java.util.List;
import java.util.function.Predicate;

/** What became of a record's bytes. */
public sealed interface Decoded {

  /**
   * A usable event.
   *
   * @param setAside values that broke a rule, of fields that an event need not have: missing in the
   *     event
   */
  record Good(Event event, List<Bad> setAside) implements Decoded {

    public Good {
      setAside = List.copyOf(setAside);
    }

    /** An event of which nothing was set aside. */
    public Good(Event event) {
      this(event, List.of());
    }

    /** This, or the first value that was set aside though its field, if there, must be right. */
    public Decoded requiring(Predicate<String> fields) {
      return setAside.stream()
          .filter(bad -> fields.test(bad.field()))
          .findFirst()
          .map(Decoded.class::cast)
          .orElse(this);
    }
  }

  /** A record that holds no event: a tombstone without a value, or the word of a deletion. */
  record Empty() implements Decoded {}

  /**
   * What breaks a rule: a record, which becomes a dead letter, or the value of one field.
   *
   * @param field empty text when it is the whole record
   */
  record Bad(DeadLetter.Reason reason, String field, String message) implements Decoded {}
}

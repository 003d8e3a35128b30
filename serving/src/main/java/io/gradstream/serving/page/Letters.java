package io.gradstream.serving.page;

import io.gradstream.schemas.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dead letters by reason and field, of the first {@value #MOST} kinds; nothing of what the records
 * held. Not thread safe.
 */
final class Letters {

  static final int MOST = 100;
  private static final int LONGEST_FIELD = 100; // characters

  /** Why, and at which field; empty for the whole record. */
  record Kind(DeadLetter.Reason reason, String field) {}

  /**
   * How many there were of a kind.
   *
   * @param newest effective time of the last one, epoch milliseconds
   */
  record Counted(Kind kind, long count, long newest) {}

  private final Map<String, Counted> byKind = new TreeMap<>();
  private long seen;

  void accept(DeadLetter letter) {
    seen++;
    String field = letter.field().substring(0, Math.min(LONGEST_FIELD, letter.field().length()));
    Kind kind = new Kind(letter.reason(), field);
    String name = letter.reason() + "." + field;
    if (byKind.size() < MOST || byKind.containsKey(name)) {
      byKind.merge(
          name,
          new Counted(kind, 1, letter.time()),
          (before, one) -> new Counted(kind, before.count() + 1, one.newest()));
    }
  }

  /** Letters read. */
  long seen() {
    return seen;
  }

  /** The most frequent first. */
  List<Counted> counted() {
    return byKind.values().stream()
        .sorted((one, other) -> Long.compare(other.count(), one.count()))
        .toList();
  }
}

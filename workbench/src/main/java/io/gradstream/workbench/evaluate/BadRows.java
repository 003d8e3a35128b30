package io.gradstream.workbench.evaluate;

import io.gradstream.schemas.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rows or records that could not be used: all counted by reason, the first few kept. */
public final class BadRows {

  private static final int SHOWN = 5;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final List<EvaluationReport.BadRow> first = new ArrayList<>();

  /** A row of a file. */
  public void add(long line, Reason reason, String message) {
    add(line(line), reason, message);
  }

  /**
   * A row or a record.
   *
   * @param place where it stands, in words
   */
  void add(String place, Reason reason, String message) {
    counts.merge(reason, 1L, Long::sum);
    if (first.size() < SHOWN) {
      first.add(new EvaluationReport.BadRow(place, reason, message));
    }
  }

  static String line(long line) {
    return "line " + line;
  }

  /** All of them. */
  public Map<Reason, Long> counts() {
    return counts;
  }

  /** The first few. */
  public List<EvaluationReport.BadRow> first() {
    return first;
  }
}

package io.gradstream.workbench.table;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first cells say of how numbers are written: {@code 12,5} and {@code 1.234,5} can only
 * have a decimal comma, {@code 12.5} and {@code 1,234.5} only a point; {@code 1,234} may be either,
 * and goes with the other columns, or else by thousands. Not thread safe.
 */
final class NumberEvidence {

  private static final Pattern ENDS =
      Pattern.compile("[^0-9]*([0-9][0-9.,'\u2019 \u00A0\u202F]*?)[^0-9]*");
  private static final Pattern ONE = Pattern.compile("([0-9]+)([.,])([0-9]+)");
  private static final Pattern BOTH = Pattern.compile("[0-9]{1,3}(?:([.,])[0-9]{3})+([.,])[0-9]+");
  private static final int LONGEST = 40;

  private final long[] points;
  private final long[] commas;
  private long allPoints;
  private long allCommas;

  NumberEvidence(int columns) {
    points = new long[columns];
    commas = new long[columns];
  }

  void add(List<String> cells) {
    for (int column = 0; column < Math.min(points.length, cells.size()); column++) {
      char decimal = decimal(cells.get(column));
      if (decimal == '.') {
        points[column]++;
        allPoints++;
      } else if (decimal == ',') {
        commas[column]++;
        allCommas++;
      }
    }
  }

  /** The only decimal that a cell can have, 0 where it may have any. */
  private static char decimal(String cell) {
    if (cell.length() > LONGEST || NumberForm.POINT.read(cell).isEmpty() && !isComma(cell)) {
      return 0;
    }
    Matcher ends = ENDS.matcher(cell);
    String digits = ends.matches() ? ends.group(1) : "";
    Matcher both = BOTH.matcher(digits);
    if (both.matches() && !both.group(1).equals(both.group(2))) {
      return both.group(2).charAt(0);
    }
    Matcher one = ONE.matcher(digits);
    if (!one.matches()) {
      return 0;
    }
    boolean group =
        one.group(3).length() == 3 && one.group(1).length() <= 3 && !one.group(1).startsWith("0");
    return group ? 0 : one.group(2).charAt(0);
  }

  private static boolean isComma(String cell) {
    return NumberForm.COMMA.read(cell).isPresent();
  }

  NumberForm of(int column) {
    if (points[column] != commas[column]) {
      return points[column] > commas[column] ? NumberForm.POINT : NumberForm.COMMA;
    }
    return allCommas > 0 && allPoints == 0 ? NumberForm.COMMA : NumberForm.POINT;
  }
}

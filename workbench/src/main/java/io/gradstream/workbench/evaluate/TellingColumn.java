package io.gradstream.workbench.evaluate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well one column alone tells the label, by a rule that knows nothing but the rows before: a
 * text says what it said last, and so does a missing value; a number says what the nearest one
 * said, and where the label is a number too, what lies on the line between its two neighbours. A
 * text that was never met says nothing. Not thread safe.
 */
final class TellingColumn {

  private static final int MOST = 4096; // values that are known
  private static final double CLOSE = 0.001; // of the label's distance from the mean
  private static final double NEARLY_ALL = 0.9; // of the numbers

  private final boolean labelIsNumber;
  private final TreeMap<Double, Double> byNumber = new TreeMap<>();
  private final Map<String, Double> byText = new HashMap<>(); // missing: empty text
  private long tested;
  private double wrong; // mistakes, or squared errors
  private long close;

  TellingColumn(boolean labelIsNumber) {
    this.labelIsNumber = labelIsNumber;
  }

  /** Tests the rule by a row. */
  void test(Object value, double label, double mean) {
    double said = said(value);
    double error = Double.isNaN(said) ? label - mean : label - said;
    tested++;
    if (labelIsNumber) {
      wrong += error * error;
      close += Math.abs(error) <= CLOSE * Math.abs(label - mean) ? 1 : 0;
    } else {
      wrong += said == label ? 0 : 1;
    }
  }

  /** NaN: nothing. */
  private double said(Object value) {
    if (value instanceof Double number) {
      return byNumber.isEmpty() ? Double.NaN : near(number);
    }
    return byText.getOrDefault(text(value), Double.NaN);
  }

  private double near(double number) {
    Map.Entry<Double, Double> below = byNumber.floorEntry(number);
    Map.Entry<Double, Double> above = byNumber.ceilingEntry(number);
    if (below == null || above == null) {
      return labelIsNumber && byNumber.size() > 1
          ? beyond(number, below == null)
          : (below == null ? above : below).getValue();
    }
    double way = above.getKey() - below.getKey();
    double share = way == 0 ? 0 : (number - below.getKey()) / way;
    if (labelIsNumber) {
      return below.getValue() + share * (above.getValue() - below.getValue());
    }
    return share > 0.5 ? above.getValue() : below.getValue();
  }

  /** On the line through the two that are next to it. */
  private double beyond(double number, boolean isBelow) {
    Map.Entry<Double, Double> end = isBelow ? byNumber.firstEntry() : byNumber.lastEntry();
    Map.Entry<Double, Double> next =
        isBelow ? byNumber.higherEntry(end.getKey()) : byNumber.lowerEntry(end.getKey());
    double slope = (end.getValue() - next.getValue()) / (end.getKey() - next.getKey());
    return end.getValue() + slope * (number - end.getKey());
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** Learns a row that it was tested by. */
  void learn(Object value, double label) {
    if (value instanceof Double number) {
      if (byNumber.size() < MOST || byNumber.containsKey(number)) {
        byNumber.put(number, label);
      }
    } else if (byText.size() < MOST || byText.containsKey(text(value))) {
      byText.put(text(value), label);
    }
  }

  /**
   * Whether it tells the label in more than 999 of 1,000 rows, or so much of a number, and hardly
   * errs where the others do.
   *
   * @param others what the better of a constant and the label before was wrong
   */
  boolean tells(double others) {
    if (labelIsNumber) {
      return wrong <= CLOSE * others && close >= NEARLY_ALL * tested;
    }
    return wrong <= CLOSE * tested && wrong * 20 <= others;
  }
}

package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.MissingCell;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is known of a column's first cells. Not thread safe. */
final class ColumnProfile {

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?|[-+]?(?:NaN|Infinity)");
  private static final Pattern CODE = Pattern.compile("0[0-9]+"); // 0123 is no number
  private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

  private static final int MOST_CODES = 64;
  private static final long SEEN_EACH = 4; // times on average

  private final TimeCell time = new TimeCell();
  private final TreeMap<String, Long> counts = new TreeMap<>(); // of distinct cells
  private final Set<Long> timesOfDay = new HashSet<>();
  private final Set<Integer> daysOfWeek = new HashSet<>();
  private long missing;
  private boolean numbers = true;
  private boolean truths = true;
  private boolean times = true;
  private boolean otherDates = true;
  private boolean counter = true;
  private boolean falls;
  private long lastTime = Long.MIN_VALUE;
  private double lastNumber = Double.NaN;
  private long wentBack = -1; // line; -1: never

  void add(String cell, long line) {
    String text = cell.strip();
    if (MissingCell.is(text)) {
      missing++;
      return;
    }
    counts.merge(text, 1L, Long::sum);
    truths = truths && TRUTH.matcher(text).matches();
    numbers = numbers && NUMBER.matcher(text).matches() && !CODE.matcher(text).matches();
    counter = numbers && followsOn(text) && counter;
    otherDates = otherDates && TimeCell.isOtherForm(text);
    times = times && isTime(text, line);
  }

  private boolean followsOn(String text) {
    double number = Double.parseDouble(text);
    boolean follows = Double.isNaN(lastNumber) || number == lastNumber + 1;
    falls |= number < lastNumber;
    lastNumber = number;
    return follows && number == Math.rint(number);
  }

  private boolean isTime(String text, long line) {
    OptionalLong read = time.read(text);
    read.ifPresent(millis -> addTime(millis, line));
    return read.isPresent();
  }

  private void addTime(long millis, long line) {
    wentBack = wentBack < 0 && millis < lastTime ? line : wentBack;
    lastTime = millis;
    OffsetDateTime utc = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    timesOfDay.add(utc.toLocalTime().toNanoOfDay());
    daysOfWeek.add(utc.getDayOfWeek().getValue());
  }

  /** Cells that say something. */
  long known() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean hasMissing() {
    return missing > 0;
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Distinct cells in their natural order, with how often each came. */
  TreeMap<String, Long> counts() {
    return counts;
  }

  boolean isConstant() {
    return counts.size() == 1 && missing == 0;
  }

  boolean isNumeric() {
    return numbers;
  }

  /** True and false in words. */
  boolean isTruth() {
    return truths;
  }

  boolean isTime() {
    return times;
  }

  /** A date or time in a form that the learner does not read. */
  boolean isOtherDate() {
    return otherDates && !times;
  }

  /** Whole numbers, each by one above the one before: the number of the row. */
  boolean isCounter() {
    return counter && counts.size() > 2;
  }

  /** Numbers that never fall and are not one: a clock, which no later row will show again. */
  boolean isClock() {
    return numbers && !falls && counts.size() > 2;
  }

  /** Numbers that may as well be names: few, and each seen several times. */
  boolean isCode() {
    return numbers
        && counts.size() >= 2
        && counts.size() <= MOST_CODES
        && known() >= SEEN_EACH * counts.size();
  }

  /** Text that comes again so rarely that it says nothing: an id, or free text. */
  boolean hardlyRepeats() {
    return known() >= 10 && counts.size() * 10L >= known() * 9;
  }

  /** In every row, and never the same twice. */
  boolean isUnique() {
    return missing == 0 && counts.size() >= 2 && counts.size() == known();
  }

  /** Line of the first time that is earlier than the one before, or -1. */
  long wentBack() {
    return wentBack;
  }

  /** The calendar parts that are not always the same. */
  List<String> varyingParts() {
    List<String> parts = new ArrayList<>();
    if (timesOfDay.size() > 1) {
      parts.add("timeOfDay");
    }
    if (daysOfWeek.size() > 1) {
      parts.add("dayOfWeek");
    }
    return parts;
  }
}

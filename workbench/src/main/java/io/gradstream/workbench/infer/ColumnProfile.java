package io.gradstream.workbench.infer;

import io.gradstream.features.event.DateDigits;
import io.gradstream.workbench.table.MissingCell;
import io.gradstream.workbench.table.NumberForm;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is known of a column's first cells. A kind is that of nearly all cells which say something:
 * a few odd ones do not decide. Not thread safe.
 */
final class ColumnProfile {

  private static final Pattern CODE = Pattern.compile("0[0-9]+"); // 0123 is no number
  private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+(\\.0*)?");

  private static final int MOST_CODES = 64;
  private static final long SEEN_EACH = 4; // times on average
  private static final long COME_AGAIN = 2; // times on average, of many values

  private final NumberForm form;
  private final TimeCell time = new TimeCell();
  private final TreeMap<String, Long> counts = new TreeMap<>(); // of distinct cells
  private final TreeMap<String, Long> words = new TreeMap<>(); // of those, that may say nothing
  private final Set<Long> timesOfDay = new HashSet<>();
  private final Set<Integer> daysOfWeek = new HashSet<>();
  private final OddCells noNumbers = new OddCells();
  private final OddCells noTruths = new OddCells();
  private final OddCells noTimes = new OddCells();
  private final OddCells noDates = new OddCells(); // of other forms
  private final OddCells noDigits = new OddCells(); // of dates
  private long missing;
  private long judged; // cells that say something, whatever the column is
  private long codes;
  private boolean counter = true;
  private boolean whole = true;
  private boolean falls;
  private long lastTime = Long.MIN_VALUE;
  private double lastNumber = Double.NaN;
  private long wentBack = -1; // line; -1: never

  /**
   * @param form how it writes numbers
   */
  ColumnProfile(NumberForm form) {
    this.form = form;
  }

  void add(String cell, long line) {
    if (cell.isBlank()) {
      missing++;
      return;
    }
    counts.merge(cell, 1L, Long::sum);
    String text = cell.strip();
    if (MissingCell.is(text) || MissingCell.isInfinite(text)) {
      words.merge(cell, 1L, Long::sum);
      return;
    }
    judged++;
    noTruths.addUnless(TRUTH.matcher(text).matches(), text, line);
    noDates.addUnless(TimeCell.isOtherForm(text), text, line);
    noDigits.addUnless(DateDigits.are(text), text, line);
    noNumbers.addUnless(isNumber(text), text, line);
    noTimes.addUnless(isTime(text, line), text, line);
  }

  private boolean isNumber(String text) {
    Optional<NumberForm.Read> read = form.read(text);
    boolean code = CODE.matcher(text).matches();
    codes += code ? 1 : 0;
    if (read.isEmpty() || code) {
      return false;
    }
    counter = followsOn(read.get().plain()) && counter;
    return true;
  }

  private boolean followsOn(String text) {
    double number = Double.parseDouble(text);
    boolean follows = Double.isNaN(lastNumber) || number == lastNumber + 1;
    falls |= number < lastNumber;
    lastNumber = number;
    whole &= WHOLE.matcher(text).matches();
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

  /** Cells that say something, as its kind reads them. */
  long known() {
    return isText() ? counts.values().stream().mapToLong(Long::longValue).sum() : judged;
  }

  private boolean isText() {
    return !isNumeric() && !isTruth() && !isTime();
  }

  boolean hasMissing() {
    return missing > 0 || !words.isEmpty() || isTime() && noTimes.count() > 0;
  }

  boolean isEmpty() {
    return judged == 0;
  }

  /** Distinct cells in their natural order, with how often each came. */
  TreeMap<String, Long> counts() {
    TreeMap<String, Long> said = new TreeMap<>(counts);
    if (!isText()) {
      said.keySet().removeAll(words.keySet());
    }
    return said;
  }

  /** Cells that may say nothing, with how often each came. */
  TreeMap<String, Long> words() {
    return words;
  }

  boolean isConstant() {
    return counts.size() == 1 && missing == 0;
  }

  private boolean isKind(OddCells others) {
    return judged > 0 && others.areFew(judged);
  }

  boolean isNumeric() {
    return isKind(noNumbers);
  }

  /** Numbers without a fraction. */
  boolean isWhole() {
    return isNumeric() && whole;
  }

  /** More numbers than else, and no numbers all the same. */
  boolean isMostlyNumbers() {
    return !isNumeric() && isText() && codes == 0 && noNumbers.count() * 2 <= judged;
  }

  /** So many values that they are hardly names of classes. */
  boolean hardlyNames() {
    return counts().size() > MOST_CODES;
  }

  /** Cells that say something, whatever the column is. */
  long judged() {
    return judged;
  }

  /** Cells that are no numbers. */
  OddCells noNumbers() {
    return noNumbers;
  }

  /** The few cells that are not what the others are. */
  OddCells odd() {
    if (isTime()) {
      return noTimes;
    }
    if (isTruth()) {
      return noTruths;
    }
    return isNumeric() ? noNumbers : new OddCells();
  }

  /** A number as programs write it. */
  String plain(String cell) {
    return form.read(cell.strip()).map(NumberForm.Read::plain).orElse(cell);
  }

  /** The number of a cell; an odd one has none, and is beyond all others. */
  double number(String cell) {
    return form.read(cell.strip())
        .map(read -> Double.parseDouble(read.plain()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** True and false in words. */
  boolean isTruth() {
    return isKind(noTruths);
  }

  boolean isTime() {
    return isKind(noTimes);
  }

  /** A date or time in a form that the learner does not read. */
  boolean isOtherDate() {
    return isKind(noDates) && !isTime();
  }

  /** Numbers that are dates in digits, as 20240131. */
  boolean isDateDigits() {
    return isKind(noDigits);
  }

  /** Whole numbers, each by one above the one before: the number of the row. */
  boolean isCounter() {
    return isNumeric() && noNumbers.count() == 0 && counter && counts().size() > 2;
  }

  /** Numbers that never fall and are not one: a clock, which no later row will show again. */
  boolean isClock() {
    return isNumeric() && !falls && counts().size() > 2;
  }

  /** Numbers that may as well be names: few, and each seen several times. */
  boolean isCode() {
    int distinct = counts().size();
    return isNumeric() && distinct >= 2 && distinct <= MOST_CODES && judged >= SEEN_EACH * distinct;
  }

  /** Many whole numbers that come again, as of users or parts: names, or a quantity. */
  boolean mayBeIds() {
    return isWhole() && hardlyNames() && judged >= COME_AGAIN * counts().size();
  }

  /** Text that comes again so rarely that it says nothing: an id, or free text. */
  boolean hardlyRepeats() {
    return known() >= 10 && counts().size() * 10L >= known() * 9;
  }

  /** In every row, and never the same twice. */
  boolean isUnique() {
    return missing == 0 && counts.size() >= 2 && counts.values().stream().allMatch(n -> n == 1);
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

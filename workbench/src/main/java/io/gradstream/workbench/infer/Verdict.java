package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.Table.Declared;
import java.util.List;
import java.util.regex.Pattern;

/** What a column is taken for. */
sealed interface Verdict {

  /** A feature, or two of one field: {@code numeric}, {@code boolean}, {@code category}. */
  record Feature(List<String> as) implements Verdict {
    Feature(String... as) {
      this(List.of(as));
    }
  }

  /**
   * A time.
   *
   * @param isOfDay whether it has no date, and so is no event's
   */
  record Time(boolean isOfDay) implements Verdict {}

  /** No feature, and why. */
  record LeftOut(String why) implements Verdict {}

  /** Names that a spec takes for a field. */
  Pattern NAME = Pattern.compile("[^\\u0000-\\u001F]{1,200}");

  /**
   * Judges a column by its first cells.
   *
   * @param whole whether they are all there are: what is constant in the first rows of a longer
   *     file may yet change
   */
  static Verdict of(String name, Declared declared, ColumnProfile profile, boolean whole) {
    if (!NAME.matcher(name).matches()) {
      return new LeftOut("without a name of 1 to 200 characters");
    }
    if (profile.isEmpty()) {
      return new LeftOut("no value in the rows looked at");
    }
    if (profile.isConstant() && whole) {
      return new LeftOut("always the same");
    }
    return switch (declared) {
      case NUMBER -> number(profile);
      case TIME -> profile.isTime() ? new Time(false) : otherDate();
      case TIME_OF_DAY -> profile.isTime() ? new Time(true) : otherDate();
      case CATEGORY -> new Feature(profile.isTruth() ? "boolean" : "category");
      case TEXT -> text(profile);
      case NOTHING -> undeclared(profile);
    };
  }

  private static Verdict undeclared(ColumnProfile profile) {
    if (profile.isTime()) {
      return new Time(false);
    }
    if (profile.isTruth()) {
      return new Feature("boolean");
    }
    return profile.isNumeric() ? number(profile) : text(profile);
  }

  private static Verdict number(ColumnProfile profile) {
    if (profile.isDateDigits()) {
      return otherDate();
    }
    if (profile.isCounter()) {
      return new LeftOut("counts the rows");
    }
    if (profile.isClock()) {
      return new LeftOut("a number that never falls, as a clock");
    }
    return profile.isCode() || profile.mayBeIds()
        ? new Feature("numeric", "category")
        : new Feature("numeric");
  }

  private static Verdict text(ColumnProfile profile) {
    if (profile.isOtherDate()) {
      return otherDate();
    }
    return profile.hardlyRepeats()
        ? new LeftOut("text that hardly ever repeats, an id or free text")
        : new Feature("category");
  }

  private static Verdict otherDate() {
    return new LeftOut(
        "a date in a form that is not read; write yyyy-MM-dd or yyyy-MM-dd HH:mm, from 1970 on");
  }
}

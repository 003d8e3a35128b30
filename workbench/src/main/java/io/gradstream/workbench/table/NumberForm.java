package io.gradstream.workbench.table;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the cells of a column write numbers: with a decimal point or a decimal comma. Beside plain
 * numbers it reads what people write: thousands apart, signs of percent and currencies, a minus of
 * bookkeepers or typesetters, and bounds as {@code <0.1}, which are read as the number they name.
 *
 * @param decimal a point or a comma
 */
public record NumberForm(char decimal) {

  /** With a decimal point, as programs write them. */
  public static final NumberForm POINT = new NumberForm('.');

  static final NumberForm COMMA = new NumberForm(',');

  /** What is unusual in a number. */
  public enum Manner {
    DECIMAL_COMMA("a decimal comma"),
    GROUPED("thousands apart"),
    PERCENT("a percent sign, which is left away"),
    CURRENCY("a currency, which is left away"),
    BOUND("a bound, read as the number it names"),
    SIGN("another minus sign");

    private final String words;

    Manner(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A number.
   *
   * @param plain as programs write it
   */
  public record Read(String plain, Optional<Manner> manner) {}

  private static final Pattern PLAIN =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  private static final String GROUPS =
      "([-+]?)([1-9][0-9]{0,2}(?:(%1$s)[0-9]{3})(?:\\3[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|[0-9]+)?"
          + "(?:%2$s([0-9]*))?((?:[eE][-+]?[0-9]{1,3})?)";
  private static final String BLANK_GROUP = "['\u2019 \u00A0\u202F\u2009_]";
  private static final Map<Character, Pattern> WRITTEN =
      Map.of(
          '.',
          Pattern.compile(GROUPS.formatted("," + "|" + BLANK_GROUP, "\\.")),
          ',',
          Pattern.compile(
              GROUPS
                  .replace("|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}", "")
                  .formatted("\\.|" + BLANK_GROUP, ",")));

  private static final String CODES =
      "EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|BRL|Rs\\.?|kr";
  private static final Pattern BEFORE =
      Pattern.compile("([-+]?)(<=|>=|<|>|≤|≥|~|≈)?\\s*((?:\\p{Sc}|(?:" + CODES + ")\\b)?)\\s*(.*)");
  private static final Pattern BEHIND =
      Pattern.compile("(.*?)\\s*(%|‰|\\p{Sc}|(?:" + CODES + "))", Pattern.DOTALL);
  private static final int LONGEST = 60;

  /** The number a cell writes; empty where it is none. */
  public Optional<Read> read(String cell) {
    if (cell.isEmpty() || cell.length() > LONGEST) {
      return Optional.empty();
    }
    if (isPlain(cell)) {
      return Optional.of(new Read(cell, Optional.empty()));
    }
    Optional<Read> body = body(cell);
    return body.isPresent() ? body : adorned(cell);
  }

  /** With a comma as decimal, a point may stand between thousands. */
  private boolean isPlain(String cell) {
    return (decimal == '.' || cell.indexOf('.') < 0) && PLAIN.matcher(cell).matches();
  }

  private Optional<Read> body(String text) {
    Matcher written = WRITTEN.get(decimal).matcher(text);
    if (written.matches() && (written.group(2) != null || hasDigit(written.group(4)))) {
      String whole = written.group(2) == null ? "0" : written.group(2).replaceAll("[^0-9]", "");
      String fraction = hasDigit(written.group(4)) ? "." + written.group(4) : "";
      String plain = written.group(1) + whole + fraction + written.group(5);
      boolean grouped = written.group(2) != null && whole.length() < written.group(2).length();
      return Optional.of(new Read(plain, manner(grouped, written.group(4) != null)));
    }
    return PLAIN.matcher(text).matches() // a point among decimal commas, but not between thousands
        ? Optional.of(new Read(text, Optional.empty()))
        : Optional.empty();
  }

  private static boolean hasDigit(String fraction) {
    return fraction != null && !fraction.isEmpty();
  }

  private Optional<Manner> manner(boolean grouped, boolean fraction) {
    if (decimal == ',' && fraction) {
      return Optional.of(Manner.DECIMAL_COMMA);
    }
    return grouped ? Optional.of(Manner.GROUPED) : Optional.empty();
  }

  private Optional<Read> adorned(String cell) {
    String text = cell.replace('\u2212', '-').replace('\u00A0', ' ');
    Manner manner = text.equals(cell) ? null : Manner.SIGN;
    if (text.startsWith("(") && text.endsWith(")")) {
      text = "-" + Blanks.strip(text.substring(1, text.length() - 1));
      manner = Manner.SIGN;
    }
    Matcher behind = BEHIND.matcher(text);
    if (behind.matches()) {
      boolean percent = behind.group(2).equals("%") || behind.group(2).equals("\u2030");
      manner = percent ? Manner.PERCENT : Manner.CURRENCY;
      text = behind.group(1);
    }
    Matcher before = BEFORE.matcher(text);
    if (before.matches() && before.group(2) != null) {
      manner = Manner.BOUND;
    }
    if (before.matches() && !before.group(3).isEmpty()) {
      manner = manner == null ? Manner.CURRENCY : manner;
    }
    if (manner == null || !before.matches()) {
      return Optional.empty();
    }
    Manner found = manner;
    return body(before.group(1) + before.group(4))
        .map(of -> new Read(of.plain(), Optional.of(found)));
  }
}

package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.Table.Declared;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is predicted: two values make a binary target, few texts classes, numbers a regression.
 *
 * @param yaml the spec's {@code target}
 */
record TargetChoice(String yaml) {

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([^<>=!]*[^<>=!\\s])\\s*(?:>=|<=|==|!=|>|<)\\s*\\S.*", Pattern.DOTALL);
  private static final Set<Set<String>> FLAGS = Set.of(Set.of("0", "1"), Set.of("0"), Set.of("1"));
  private static final int MOST_CLASSES = 1000;
  private static final int LATER = 5; // classes that may come behind the rows looked at
  private static final int ENOUGH = 10; // cells, before two numbers are taken for two classes

  /** The field that a target reads: all of it where a column has that name. */
  static String field(String target, Collection<String> columns) {
    Matcher comparison = COMPARISON.matcher(target);
    return columns.contains(target) || !comparison.matches() ? target.strip() : comparison.group(1);
  }

  /**
   * Chooses.
   *
   * @param target a field, or a comparison of one with a constant
   * @throws DataFileException when the column has no value, or too many texts for classes
   */
  static TargetChoice of(
      String target, String field, ColumnProfile profile, Declared declared, List<String> notes) {
    if (!target.strip().equals(field)) {
      return binary(target.strip());
    }
    if (profile.isEmpty()) {
      throw new DataFileException(
          "the target %s has no value in the rows looked at".formatted(field));
    }
    Map<String, Long> counts = profile.counts();
    if (profile.isTruth() || FLAGS.contains(counts.keySet())) {
      return binary(field);
    }
    boolean numeric = declared != Declared.CATEGORY && profile.isNumeric();
    if (numeric && (counts.size() != 2 || profile.known() < ENOUGH)) {
      return new TargetChoice("{regression: %s}".formatted(SpecText.scalar(field)));
    }
    return counts.size() <= 2
        ? oneOfTwo(field, counts, numeric, notes)
        : classes(field, profile, declared);
  }

  private static TargetChoice binary(String expression) {
    return new TargetChoice("{binary: %s}".formatted(SpecText.scalar(expression)));
  }

  /** The rarer of two is the one that is predicted; the later by name, if neither is. */
  private static TargetChoice oneOfTwo(
      String field, Map<String, Long> counts, boolean numeric, List<String> notes) {
    String positive = "";
    for (String value : counts.keySet()) {
      boolean rarer = positive.isEmpty() || counts.get(value) <= counts.get(positive);
      positive = rarer ? value : positive;
    }
    if (counts.size() == 1) {
      notes.add(
          "%s is always %s in the rows looked at: predicted is whether it is"
              .formatted(field, positive));
    }
    if (!numeric && positive.contains("'") && positive.contains("\"")) {
      return classes(field, counts.keySet());
    }
    String quote = numeric ? "" : positive.contains("'") ? "\"" : "'";
    return binary(field + " == " + quote + positive + quote);
  }

  private static TargetChoice classes(String field, ColumnProfile profile, Declared declared) {
    boolean tooMany = profile.counts().size() > MOST_CLASSES;
    if (tooMany || (declared != Declared.CATEGORY && profile.hardlyRepeats())) {
      throw new DataFileException(
          String.format(
              Locale.ROOT,
              "the target %s has %,d different texts in %,d rows: neither numbers nor classes",
              field,
              profile.counts().size(),
              profile.known()));
    }
    return classes(field, profile.counts().keySet());
  }

  private static TargetChoice classes(String field, Collection<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add(SpecText.quoted(name)));
    int room = names.size() + Math.max(LATER, names.size() / 4);
    return new TargetChoice(
        "{classes: {known: [%s], atMost: %d}, field: %s}"
            .formatted(
                String.join(", ", quoted), Math.min(MOST_CLASSES, room), SpecText.scalar(field)));
  }
}

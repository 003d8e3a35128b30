package io.gradstream.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query asks for, as far as it can be told without an engine.
 *
 * @param selectors the metrics, with the labels they are picked by
 * @param grouping labels that results are grouped or matched by
 * @param functions that it calls
 */
record PromQl(List<Selector> selectors, Set<String> grouping, Set<String> functions) {

  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![0-9.])([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:(\\()|\\{((?:[^}\"]|\"[^\"]*\")*)})?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  /**
   * One metric.
   *
   * @param labels names of those that it is picked by
   */
  record Selector(String metric, Set<String> labels) {}

  /**
   * @throws IllegalArgumentException when brackets do not match
   */
  static PromQl of(String query) {
    requireClosed(query);
    Set<String> grouping = new TreeSet<>();
    Matcher groups = GROUPING.matcher(query);
    while (groups.find()) {
      for (String label : groups.group(1).split(",")) {
        if (!label.isBlank()) {
          grouping.add(label.strip());
        }
      }
    }
    String rest = RANGE.matcher(groups.replaceAll(" ")).replaceAll(" ");
    List<Selector> selectors = new ArrayList<>();
    Set<String> functions = new TreeSet<>();
    Matcher names = NAME.matcher(rest);
    while (names.find()) {
      if (names.group(2) != null) {
        functions.add(names.group(1));
      } else if (!OPERATORS.contains(names.group(1))) {
        selectors.add(new Selector(names.group(1), labels(names.group(3))));
      }
    }
    return new PromQl(selectors, grouping, functions);
  }

  private static Set<String> labels(String matchers) {
    Set<String> labels = new TreeSet<>();
    if (matchers != null) {
      Matcher each = MATCHER.matcher(matchers);
      while (each.find()) {
        labels.add(each.group(1));
      }
    }
    return labels;
  }

  private static void requireClosed(String query) {
    List<Character> open = new ArrayList<>();
    for (char next : query.replaceAll("\"[^\"]*\"", "").toCharArray()) {
      int closing = ")]}".indexOf(next);
      if ("([{".indexOf(next) >= 0) {
        open.add(next);
      } else if (closing >= 0
          && (open.isEmpty() || open.remove(open.size() - 1) != "([{".charAt(closing))) {
        throw new IllegalArgumentException("brackets do not match: " + query);
      }
    }
    if (!open.isEmpty() || query.chars().filter(c -> c == '"').count() % 2 == 1) {
      throw new IllegalArgumentException("something is not closed: " + query);
    }
  }
}

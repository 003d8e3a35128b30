package io.gradstream.features.event;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a field's name leads: dots go into objects, records and maps, a step each. A dot that is
 * part of a name is written {@code \.}, a backslash {@code \\}, a dollar sign in front {@code \$}:
 * a name that begins with one is a step. So is one whose steps are not all there, as {@code No.}.
 *
 * @param name as the spec writes it
 * @param steps at least one
 */
public record FieldPath(String name, List<String> steps) {

  private static final char ESCAPE = '\\';
  private static final String ESCAPED = ".\\$";

  public FieldPath {
    steps = List.copyOf(steps);
  }

  public static FieldPath of(String name) {
    if (name.startsWith("$")) {
      return new FieldPath(name, List.of(name));
    }
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (character == ESCAPE
          && i + 1 < name.length()
          && ESCAPED.indexOf(name.charAt(i + 1)) >= 0) {
        step.append(name.charAt(++i));
      } else if (character == '.') {
        steps.add(step.toString());
        step.setLength(0);
      } else {
        step.append(character);
      }
    }
    steps.add(step.toString());
    boolean whole = steps.stream().noneMatch(String::isEmpty);
    return new FieldPath(name, whole ? steps : List.of(String.join(".", steps)));
  }

  /** Whether it leads into anything. */
  public boolean isNested() {
    return steps.size() > 1;
  }

  /** The name of a column that holds the field: the same without escapes. */
  public String column() {
    return String.join(".", steps);
  }

  /** The name of a field at the end of some steps. */
  public static String to(List<String> steps) {
    return steps.stream().map(FieldPath::escaped).collect(Collectors.joining("."));
  }

  /** A name for a single step, whatever characters it has. */
  public static String escaped(String step) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < step.length(); i++) {
      char character = step.charAt(i);
      if (character == '.' || character == ESCAPE || (character == '$' && i == 0)) {
        name.append(ESCAPE);
      }
      name.append(character);
    }
    return name.toString();
  }
}

package io.gradstream.workbench.infer;

import com.fasterxml.jackson.databind.node.TextNode;
import io.gradstream.schemas.ShownText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a spec as text: what must be said, and nothing that has a default. */
final class SpecText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /** What YAML 1.1 and 1.2 do not read as it stands, or take for the end of a line. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile(
          "[^ -~\\u00A0-\\u2027\\u202A-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private static final int LONGEST_WORDS = 80;
  private static final Set<String> TAKEN = Set.of("true", "false", "null", "nan", "inf");

  private final StringBuilder yaml = new StringBuilder();

  /**
   * @param origin what its first ones were looked at, for instance rows of a file
   */
  SpecText(String learner, String origin, List<String> notes) {
    comment("Inferred from the first " + origin + ".");
    notes.forEach(this::comment);
    yaml.append("specVersion: 1\nlearner: ").append(learner).append('\n');
  }

  private void comment(String note) {
    yaml.append("# ").append(onOneLine(note)).append('\n');
  }

  /**
   * @param time a field, or empty text; the same of the id
   * @param more keys, as they stand in the spec
   * @param labels those of a topic of their own, as they stand in the spec
   */
  void events(String topic, String time, String id, String more, String labels) {
    yaml.append("events: {topic: ").append(scalar(topic));
    if (!time.isEmpty()) {
      yaml.append(", time: ").append(scalar(time));
    }
    if (!id.isEmpty()) {
      yaml.append(", id: ").append(scalar(id));
    }
    yaml.append(more).append("}\n").append(labels).append("features:\n");
  }

  /**
   * @param words of whoever made the records' schema, or empty text
   */
  void feature(String field, String as, String words) {
    yaml.append("  - {field: ").append(scalar(field)).append(", as: ").append(as).append('}');
    if (!words.isEmpty()) {
      String line = onOneLine(words.replaceAll("\\s+", " "));
      yaml.append(" # ").append(ShownText.cut(line, LONGEST_WORDS));
    }
    yaml.append('\n');
  }

  String target(TargetChoice target) {
    return yaml.append("target: ").append(target.yaml()).append('\n').toString();
  }

  /** Text bare where it can be, else in quotes. */
  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches();
    return plain && !TAKEN.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
  }

  /** Text in double quotes: what JSON writes, YAML reads, but for what it calls unprintable. */
  static String quoted(String text) {
    return UNPRINTABLE
        .matcher(TextNode.valueOf(text).toString())
        .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
  }

  /** A comment ends with its line, whichever sign ends it. */
  private static String onOneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  /** A learner's name from a file's: its letters and digits, 63 of them at most. */
  static String learner(String file) {
    String name =
        file.toLowerCase(Locale.ROOT)
            .replaceAll("\\.(gz|csv|tsv|txt|arff|data).*$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String cut = name.substring(0, Math.min(name.length(), 63)).replaceAll("-+$", "");
    return cut.isEmpty() ? "table" : cut;
  }
}

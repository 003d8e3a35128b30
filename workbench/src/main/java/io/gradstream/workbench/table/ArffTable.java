package io.gradstream.workbench.table;

import io.gradstream.workbench.table.DataText.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ARFF, Weka's format: attributes that are numeric, nominal, string or date, comments, {@code ?}
 * for a missing value, sparse rows. A date is given as ISO 8601 text, whatever its own form. The
 * weight of a row is not used, which is told.
 */
final class ArffTable implements Table {

  private static final Pattern WEIGHT = Pattern.compile("(.*?)[\\s,]*\\{\\s*[-+.0-9eE]+\\s*}\\s*");

  private final InputFile file;
  private final DataText text;
  private final List<ArffAttribute> attributes = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private long line;
  private long weighted;

  ArffTable(InputFile file, DataText text) {
    this.file = file;
    this.text = text;
    requireNoHeader();
    readHeader();
  }

  private void requireNoHeader() {
    if (!file.form().header().isEmpty() || file.form().separator().isPresent()) {
      throw new DataFileException(
          file + " is ARFF, which names its columns itself: leave --header and --separator away");
    }
  }

  /** Whether the first line that is no comment is one of ARFF. */
  static boolean isArff(String head) {
    return head.lines()
        .map(line -> Blanks.strip(line).toLowerCase(Locale.ROOT))
        .filter(line -> !line.isEmpty() && !line.startsWith("%"))
        .findFirst()
        .filter(line -> line.startsWith("@relation") || line.startsWith("@attribute"))
        .isPresent();
  }

  private void readHeader() {
    Line next = nextLine();
    while (next != null && !begins(next, "@data")) {
      if (begins(next, "@attribute")) {
        ArffAttribute attribute = attribute(next);
        attributes.add(attribute);
        columns.add(new Column(attribute.name(), attribute.declared(), line, attribute.values()));
      }
      next = nextLine();
    }
    if (next == null || columns.isEmpty()) {
      throw new DataFileException(
          "%s line %d: an ARFF file must have @attribute lines and then @data"
              .formatted(file, line));
    }
  }

  private static boolean begins(Line line, String word) {
    return line.text().toLowerCase(Locale.ROOT).startsWith(word);
  }

  /** A list of nominal values may go over several lines. */
  private ArffAttribute attribute(Line first) {
    StringBuilder declaration =
        new StringBuilder(Blanks.strip(first.text().substring("@attribute".length())));
    while (ArffAttribute.goesOn(declaration.toString())) {
      Line more = nextLine();
      if (more == null || more.text().startsWith("@")) {
        throw new DataFileException(
            "%s line %d: the braces of an attribute are not closed: %s"
                .formatted(file, first.number(), Names.shown(declaration.toString())));
      }
      declaration.append(' ').append(more.text());
    }
    try {
      return ArffAttribute.of(declaration.toString());
    } catch (IllegalArgumentException e) {
      throw new DataFileException("%s line %d: %s".formatted(file, line, e.getMessage()));
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public NumberForm numbers(int column) {
    return file.form().decimal().map(NumberForm::new).orElse(NumberForm.POINT);
  }

  @Override
  public TableRow read() {
    Line next = nextLine();
    if (next == null) {
      return null;
    }
    if (next.problem().isPresent()) {
      return TableRow.unusable(line, next.problem().get());
    }
    try {
      List<String> values = values(next.text());
      for (int i = 0; i < Math.min(values.size(), attributes.size()); i++) {
        values.set(i, attributes.get(i).cell(values.get(i)));
      }
      return TableRow.of(line, values, columns.size());
    } catch (IllegalArgumentException e) {
      return TableRow.unusable(line, e.getMessage());
    }
  }

  private List<String> values(String row) {
    Matcher weight = row.endsWith("}") ? WEIGHT.matcher(row) : null;
    boolean isWeighted = weight != null && weight.matches() && !weight.group(1).isEmpty();
    String values = isWeighted ? weight.group(1) : row;
    weighted += isWeighted ? 1 : 0;
    return values.startsWith("{") ? sparse(values) : ArffValues.split(values, columns.size());
  }

  /** A row that names by their numbers the values that are not zero, or not the first. */
  private List<String> sparse(String row) {
    if (!row.endsWith("}")) {
      throw new IllegalArgumentException("a sparse row must end with }");
    }
    List<String> values = new ArrayList<>();
    attributes.forEach(attribute -> values.add(attribute.ifNotNamed()));
    String inner = Blanks.strip(row.substring(1, row.length() - 1));
    for (String pair : inner.isEmpty() ? List.<String>of() : pairs(inner)) {
      int blank = pair.indexOf(' ');
      int index = blank < 0 ? -1 : index(pair.substring(0, blank));
      if (index < 0 || index >= attributes.size()) {
        throw new IllegalArgumentException(
            "a sparse row must name values as INDEX VALUE, from 0 to %d: %s"
                .formatted(attributes.size() - 1, Names.shown(pair)));
      }
      values.set(index, ArffValues.split(pair.substring(blank + 1)).get(0));
    }
    return values;
  }

  /** Splits at commas that stand in no quotes. */
  private static List<String> pairs(String text) {
    List<String> pairs = new ArrayList<>();
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == ',') {
        pairs.add(Blanks.strip(text.substring(start, i)).replace('\t', ' '));
        start = i + 1;
      }
    }
    pairs.add(Blanks.strip(text.substring(start)).replace('\t', ' '));
    return pairs;
  }

  private static int index(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  @Override
  public List<String> notes() {
    return weighted == 0
        ? List.of()
        : List.of(
            "weights of rows, as {2} behind them, are not used: %d rows have one"
                .formatted(weighted));
  }

  /** The next line that is neither empty nor a comment, or null. */
  private Line nextLine() {
    Line next = text.next();
    while (next != null && isNothing(next)) {
      next = text.next();
    }
    if (next == null) {
      return null;
    }
    line = next.number();
    return new Line(line, Blanks.strip(next.text()), next.problem());
  }

  private static boolean isNothing(Line line) {
    String content = Blanks.strip(line.text());
    return line.problem().isEmpty() && (content.isEmpty() || content.startsWith("%"));
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}

package io.gradstream.workbench.table;

import io.gradstream.workbench.table.DataText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands in front of the rows of a CSV file: a line {@code sep=;} as spreadsheets write it,
 * lines of comment, and what the first row tells of the separator.
 *
 * @param notes what was passed over, a sentence each
 */
record CsvHead(char separator, List<String> notes) {

  private static final String CANDIDATES = ",;\t|";
  private static final int LOOK = 20; // lines

  /** Reads to where the first row begins. */
  static CsvHead read(DataText text, FileForm form) {
    List<String> notes = new ArrayList<>();
    char said = form.separator().orElse(said(text));
    List<Line> front = new ArrayList<>();
    Line line = text.next();
    while (line != null && (line.text().isBlank() || line.text().startsWith("#"))) {
      front.add(line);
      line = text.next();
    }
    List<Line> first = new ArrayList<>();
    while (line != null && first.size() < LOOK) {
      first.add(line);
      line = first.size() < LOOK ? text.next() : null;
    }
    text.putBack(first);
    char separator = said != 0 ? said : separator(first.isEmpty() ? front : first);
    passOver(front, first, separator, text, notes);
    if (separator == ' ') {
      notes.add("cells are separated by blanks");
    }
    return new CsvHead(separator, notes);
  }

  /** What {@code sep=} says in the first line, 0 for nothing. */
  private static char said(DataText text) {
    Line line = text.next();
    if (line == null) {
      return 0;
    }
    String content = line.text().replace("\"", "");
    boolean says = content.length() == 5 && content.toLowerCase(Locale.ROOT).startsWith("sep=");
    if (!says) {
      text.putBack(List.of(line));
    }
    return says ? content.charAt(4) : 0;
  }

  /** Lines of comment, unless the last of them has the cells that rows have. */
  private static void passOver(
      List<Line> front, List<Line> first, char separator, DataText text, List<String> notes) {
    List<Line> comments = front.stream().filter(line -> !line.text().isBlank()).toList();
    if (comments.isEmpty()) {
      return;
    }
    Line last = comments.get(comments.size() - 1);
    boolean isHeader =
        first.isEmpty() || count(last.text(), separator) == count(first.get(0).text(), separator);
    if (isHeader) {
      text.putBack(List.of(last));
    }
    int passed = comments.size() - (isHeader ? 1 : 0);
    if (passed > 0) {
      notes.add(
          "lines in front that begin with # are no rows: %d, the first in line %d"
              .formatted(passed, comments.get(0).number()));
    }
  }

  private static int count(String line, char separator) {
    CsvCells cells = new CsvCells(separator);
    cells.add(line);
    return cells.take().size();
  }

  /** The most frequent one of the first line; blanks where each line has as many words. */
  private static char separator(List<Line> first) {
    if (first.isEmpty()) {
      return ',';
    }
    String head = first.get(0).text();
    char best = 0;
    int most = 1;
    for (char candidate : CANDIDATES.toCharArray()) {
      int count = count(head, candidate);
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best != 0 ? best : isOfWords(first) ? ' ' : ',';
  }

  private static boolean isOfWords(List<Line> lines) {
    int words = count(lines.get(0).text(), ' ');
    return words > 1
        && lines.size() > 1
        && lines.stream()
            .filter(line -> !line.text().isBlank())
            .allMatch(line -> count(line.text(), ' ') == words);
  }
}

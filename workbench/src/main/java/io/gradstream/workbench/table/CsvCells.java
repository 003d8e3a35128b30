package io.gradstream.workbench.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one row, given line by line, as RFC 4180 writes them, and a little beyond: blanks
 * around a cell are no part of it; a quote within a quoted cell may be doubled, stand behind a
 * backslash, or alone where what follows shows that it ends nothing. Not thread safe.
 */
final class CsvCells {

  private static final char QUOTE = '"';

  private final char separator; // a blank: any number of them
  private List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean open;
  private boolean overLines; // the open cell began in a line before
  private boolean stray;
  private boolean escapes; // quotes in the open cell stand behind backslashes

  CsvCells(char separator) {
    this.separator = separator;
  }

  /** Whether a cell is still open: the next line goes on with it. */
  boolean isOpen() {
    return open;
  }

  /** Whether a cell over several lines ends as none does: its quote was no beginning. */
  boolean isStray() {
    return stray;
  }

  /** The cells so far; begins anew. */
  List<String> take() {
    List<String> taken = cells;
    cells = new ArrayList<>(taken.size());
    cell.setLength(0);
    open = false;
    overLines = false;
    stray = false;
    return taken;
  }

  void add(String line) {
    String text = separator == ' ' ? Blanks.strip(line) : line;
    int at = 0;
    if (open) {
      overLines = true;
      cell.append('\n');
      at = quoted(text, 0);
    } else {
      at = cell(text, 0);
    }
    while (!open && at < text.length()) {
      at = cell(text, at + 1);
    }
  }

  /**
   * Reads a cell.
   *
   * @return where its separator stands, or the line ends
   */
  private int cell(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != separator && Blanks.isBlank(text.charAt(at))) {
      at++;
    }
    while (separator == ' ' && at < text.length() && Blanks.isBlank(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == QUOTE) {
      cell.setLength(0);
      overLines = false;
      open = true;
      escapes = false;
      return quoted(text, at + 1);
    }
    int end = next(text, at);
    cells.add(Blanks.strip(text.substring(at, end)));
    return end;
  }

  private int next(String text, int from) {
    int found = text.indexOf(separator, from);
    return found < 0 ? text.length() : found;
  }

  private int quoted(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != QUOTE) {
        cell.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
        cell.append(QUOTE);
        at += 2;
      } else {
        int end = end(text, at + 1);
        boolean isEscaped = isBehindBackslash() && (end < 0 || escapes);
        if (!isEscaped) {
          return end >= 0 ? close(end) : goesOn(text, at);
        }
        escapes = true;
        cell.setCharAt(cell.length() - 1, QUOTE);
        at++;
      }
    }
    return at;
  }

  private boolean isBehindBackslash() {
    return cell.length() > 0 && cell.charAt(cell.length() - 1) == '\\';
  }

  /** Where the separator stands behind a closing quote, -1 where something else does. */
  private int end(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != separator && Blanks.isBlank(text.charAt(at))) {
      at++;
    }
    return at == text.length() || text.charAt(at) == separator ? at : -1;
  }

  private int close(int end) {
    cells.add(Blanks.strip(cell.toString()));
    open = false;
    return end;
  }

  /** A quote with text behind it: {@code "The "Rock""} or {@code "12"th}. */
  private int goesOn(String text, int quote) {
    if (overLines) {
      stray = true;
      return text.length();
    }
    int end = next(text, quote);
    String rest = Blanks.strip(text.substring(quote, end));
    boolean closed = rest.length() > 1 && rest.charAt(rest.length() - 1) == QUOTE;
    cell.append(closed ? rest.substring(0, rest.length() - 1) : rest.substring(1));
    return close(end);
  }
}

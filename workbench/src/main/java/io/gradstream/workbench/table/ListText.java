package io.gradstream.workbench.table;

import java.util.ArrayList;
import java.util.List;

/** Names between commas, as a line of CSV: those with commas or quotes in them stand in quotes. */
public final class ListText {

  private ListText() {}

  /** The names of a text. */
  public static List<String> read(String text) {
    CsvCells cells = new CsvCells(',');
    cells.add(text);
    return cells.take();
  }

  /** The names as a text. */
  public static String write(List<String> names) {
    List<String> written = new ArrayList<>();
    for (String name : names) {
      boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0 && name.equals(name.strip());
      written.add(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
    return String.join(",", written);
  }
}

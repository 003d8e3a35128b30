package io.gradstream.workbench.table;

import io.gradstream.workbench.table.NumberForm.Manner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The unusual ways in which columns write numbers, each with the first cell. Not thread safe. */
public final class Manners {

  private record Example(String cell, String plain) {}

  private final Map<Manner, Map<String, Example>> found = new EnumMap<>(Manner.class); // by column

  /**
   * Takes note of a number.
   *
   * @param cell as it is written
   */
  public void add(String column, String cell, NumberForm.Read read) {
    if (read.manner().isPresent()) {
      found
          .computeIfAbsent(read.manner().get(), manner -> new LinkedHashMap<>())
          .putIfAbsent(column, new Example(cell, read.plain()));
    }
  }

  /** A sentence for each. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    found.forEach(
        (manner, columns) -> {
          Map.Entry<String, Example> first = columns.entrySet().iterator().next();
          sentences.add(
              "numbers of %s with %s: '%s' is read as %s"
                  .formatted(
                      Names.some(columns.keySet()),
                      manner.words(),
                      first.getValue().cell(),
                      first.getValue().plain()));
        });
    return sentences;
  }
}

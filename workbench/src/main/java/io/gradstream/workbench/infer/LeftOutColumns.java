package io.gradstream.workbench.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Columns that are no features, by the reason. Not thread safe. */
final class LeftOutColumns {

  private static final int SHOWN = 8; // columns named in a note

  private final Map<String, List<String>> byReason = new LinkedHashMap<>();

  void add(String name, String why) {
    byReason.computeIfAbsent(why, reason -> new ArrayList<>()).add(name);
  }

  void remove(String name) {
    byReason.values().forEach(names -> names.remove(name));
  }

  /** A sentence for each reason. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    byReason.forEach(
        (why, names) -> {
          if (!names.isEmpty()) {
            sentences.add("left out, %s: %s".formatted(why, shown(names)));
          }
        });
    return sentences;
  }

  private static String shown(List<String> fields) {
    String names = String.join(", ", fields.subList(0, Math.min(SHOWN, fields.size())));
    return fields.size() <= SHOWN
        ? names
        : String.format(Locale.ROOT, "%s and %,d more", names, fields.size() - SHOWN);
  }
}

package io.gradstream.workbench.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is worth telling of a column's cells that go another way than the others. */
final class ColumnNotes {

  private static final int SHOWN = 8; // words

  private ColumnNotes() {}

  /** A sentence for each. */
  static List<String> of(String name, ColumnProfile profile, Verdict verdict) {
    List<String> notes = new ArrayList<>();
    boolean isNumber = verdict instanceof Verdict.Feature of && of.as().contains("numeric");
    if (!(verdict instanceof Verdict.LeftOut) && profile.odd().count() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: of %,d cells looked at, %,d are not as the others and are set aside: %s",
              name,
              profile.judged(),
              profile.odd().count(),
              profile.odd().shown()));
    }
    if (isNumber && !profile.words().isEmpty()) {
      notes.add("%s is missing where a cell says %s".formatted(name, words(profile)));
    }
    if (!isNumber && !profile.isEmpty() && profile.isMostlyNumbers()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s is taken for text, though most of its cells are numbers: %,d of %,d are not, as %s",
              name,
              profile.noNumbers().count(),
              profile.judged(),
              profile.noNumbers().shown()));
    }
    return notes;
  }

  private static String words(ColumnProfile profile) {
    List<String> words = new ArrayList<>();
    profile.words().forEach((word, count) -> words.add("'%s' (%d)".formatted(word, count)));
    return String.join(", ", words.subList(0, Math.min(SHOWN, words.size())));
  }
}

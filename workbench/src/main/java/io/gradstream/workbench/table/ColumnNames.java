package io.gradstream.workbench.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of columns, found as someone else writes them: as they are, or else in another Unicode form
 * or with other blanks, if there is one such column.
 */
public final class ColumnNames {

  private final Set<String> names;
  private final Set<String> notes = new LinkedHashSet<>();

  public ColumnNames(Collection<String> names) {
    this.names = new LinkedHashSet<>(names);
  }

  /** The column's own name. */
  public Optional<String> find(String wanted) {
    if (names.contains(wanted)) {
      return Optional.of(wanted);
    }
    List<String> alike =
        names.stream().filter(name -> normal(name).equals(normal(wanted))).toList();
    if (alike.size() != 1) {
      return Optional.empty();
    }
    notes.add(
        "the column %s is taken for %s: the names differ in %s"
            .formatted(
                Names.shown(alike.get(0)), Names.shown(wanted), difference(wanted, alike.get(0))));
    return Optional.of(alike.get(0));
  }

  private static String normal(String name) {
    return Blanks.strip(Normalizer.normalize(name, Normalizer.Form.NFC))
        .replaceAll("[\\p{Zs}\\s]+", " ");
  }

  private static String difference(String one, String other) {
    boolean form = !Normalizer.isNormalized(one + "|" + other, Normalizer.Form.NFC);
    return form ? "their Unicode form (composed and decomposed letters)" : "blanks";
  }

  /** What was found under another spelling, a sentence each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** A question that names the column that may be meant, or empty text. */
  public String didYouMean(String wanted) {
    String small = letters(wanted);
    return names.stream()
        .filter(name -> !small.isEmpty() && letters(name).equals(small))
        .findFirst()
        .map(name -> " Did you mean " + Names.shown(name) + "?")
        .orElse("");
  }

  private static String letters(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Names of a list that a command line gives: a whole one that is a column, or several between
   * commas, in quotes where they have commas themselves.
   */
  public List<String> list(Collection<String> given) {
    List<String> all = new ArrayList<>();
    for (String text : given) {
      if (find(text).isPresent()) {
        all.add(find(text).get());
      } else {
        ListText.read(text).forEach(name -> all.add(find(name).orElse(name)));
      }
    }
    return all;
  }
}

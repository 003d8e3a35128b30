package io.gradstream.learning.spec.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant. */
public final class NearestName {

  private static final int LISTED = 20;
  private static final int LONGEST = 64;

  private NearestName() {}

  /** The way out of an unknown name: the near one, or all that there are. */
  public static String wayOut(String wrong, Collection<String> known) {
    return of(wrong, known)
        .map(name -> "Did you mean " + name + "?")
        .orElseGet(() -> "Known: " + listed(known) + ".");
  }

  /** The known name that at most a third of the letters differ from. */
  static Optional<String> of(String wrong, Collection<String> known) {
    if (wrong.length() > LONGEST) {
      return Optional.empty();
    }
    int furthest = Math.max(1, wrong.length() / 3);
    return known.stream()
        .filter(name -> distance(wrong, name) <= furthest)
        .min(Comparator.comparingInt(name -> distance(wrong, name)));
  }

  private static String listed(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    String names = String.join(", ", known.stream().limit(LISTED).toList());
    return known.size() > LISTED ? names + ", ..." : names;
  }

  /** Levenshtein's distance, without regard to case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1]; // distances of a's prefix to b's prefixes
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

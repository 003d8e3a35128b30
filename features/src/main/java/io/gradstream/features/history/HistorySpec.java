package io.gradstream.features.history;

import java.util.List;
import java.util.Set;

/**
 * What a {@link History} reads.
 *
 * @param numbers fields of the event that are numbers
 * @param categories fields of the event that are categories
 * @param classes of the label that are told apart, at least 2, the last of which stands for all
 *     further ones; or 0 for a label that is a number
 * @param groups what is made of them
 * @param season whether a season is looked for
 * @param own categories by whose values a number is remembered
 * @param allClasses of the label, with those that are not told apart
 * @param mostSeries that one of those categories may tell apart, as where they lie interleaved
 */
public record HistorySpec(
    List<Integer> numbers,
    List<Integer> categories,
    int classes,
    Set<HistoryGroup> groups,
    boolean season,
    List<Integer> own,
    int allClasses,
    int mostSeries) {

  /** Most numbers whose movements are features, and most classes: more would be too many. */
  private static final int MOST_NUMBERS = 64;

  private static final int MOST_CLASSES = 16;

  /** Most values that rates of single categories have: categories times values of a label. */
  private static final int MOST_RATES = 64;

  public HistorySpec {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
    groups = Set.copyOf(groups);
    own = List.copyOf(own);
    if (classes < 0 || classes == 1) {
      throw new IllegalArgumentException("classes must be 0 or at least 2: " + classes);
    }
    if (allClasses < classes) {
      throw new IllegalArgumentException(
          "classes told apart must be among all %d: %d".formatted(allClasses, classes));
    }
  }

  /** Without any number that is remembered by a category, and with all classes told apart. */
  public HistorySpec(
      List<Integer> numbers,
      List<Integer> categories,
      int classes,
      Set<HistoryGroup> groups,
      boolean season) {
    this(numbers, categories, classes, groups, season, List.of(), classes, 0);
  }

  boolean isNumber() {
    return classes == 0;
  }

  /** Values that a label is told by: one for a number and for two classes, else one a class. */
  int values() {
    return classes <= 2 ? 1 : classes;
  }

  /** Whether a group has anything to say. */
  boolean has(HistoryGroup group) {
    boolean few = classes <= MOST_CLASSES;
    return groups.contains(group)
        && switch (group) {
          case RATES -> few && !categories.isEmpty() && categories.size() * values() <= MOST_RATES;
          case NUMBERS -> !numbers.isEmpty() && numbers.size() <= MOST_NUMBERS;
          case LABELS -> few;
        };
  }
}

package io.gradstream.workbench.infer;

import io.gradstream.workbench.infer.Wanted.Task;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.MissingCell;
import io.gradstream.workbench.table.Table.Column;
import io.gradstream.workbench.table.Table.Declared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is predicted: two values make a binary target, few texts classes, numbers a regression,
 * unless it is said.
 *
 * @param yaml the spec's {@code target}
 */
record TargetChoice(String yaml) {

  private static final Set<Set<String>> FLAGS = Set.of(Set.of("0", "1"), Set.of("0"), Set.of("1"));
  private static final int MOST_CLASSES = 1000;
  private static final int LATER = 5; // classes that may come behind the rows looked at
  private static final int ENOUGH = 10; // cells, before two numbers are taken for two classes

  /**
   * Chooses.
   *
   * @param declared the column as the file has it; a category's own values are all classes
   * @throws DataFileException when the column has no value, or is not what it is said to be
   */
  static TargetChoice of(
      TargetText text,
      Optional<Task> task,
      ColumnProfile profile,
      Column declared,
      List<String> notes) {
    if (!text.comparison().isEmpty()) {
      if (task.isPresent() && task.get() != Task.BINARY) {
        throw new DataFileException(
            "the target %s is a comparison, which is binary: leave --task away"
                .formatted(text.expression()));
      }
      return binary(text.expression());
    }
    if (profile.isEmpty()) {
      throw new DataFileException(
          "the target %s has no value in the rows looked at".formatted(text.field()));
    }
    Column column =
        new Column(text.field(), declared.declared(), declared.line(), declared.values());
    return new Choosing(column, profile, notes).choose(task);
  }

  private static TargetChoice binary(String expression) {
    return new TargetChoice("{binary: %s}".formatted(SpecText.scalar(expression)));
  }

  /** One choice. */
  private static final class Choosing {
    private final String field;
    private final ColumnProfile profile;
    private final Declared declared;
    private final boolean isComplete; // its values are all there are
    private final Map<String, Long> counts; // of values
    private final List<String> values; // those declared first, in their order
    private final List<String> notes;

    Choosing(Column column, ColumnProfile profile, List<String> notes) {
      this.field = column.name();
      this.profile = profile;
      this.declared = column.declared();
      isComplete = !column.values().isEmpty();
      this.notes = notes;
      counts = new TreeMap<>(profile.counts());
      List<String> all = new ArrayList<>(column.values());
      counts.keySet().removeIf(value -> MissingCell.isNoLabel(value) && !all.contains(value));
      counts.keySet().stream()
          .filter(value -> !all.contains(value))
          .sorted(order(profile))
          .forEach(all::add);
      values = all;
    }

    private static Comparator<String> order(ColumnProfile profile) {
      return profile.isNumeric()
          ? Comparator.comparingDouble(profile::number)
          : Comparator.naturalOrder();
    }

    TargetChoice choose(Optional<Task> task) {
      noteNoLabels();
      if (task.isEmpty()) {
        return byValues();
      }
      return switch (task.get()) {
        case CLASSES -> classes();
        case NUMBER -> number();
        case BINARY -> binaryOfTwo();
      };
    }

    private void noteNoLabels() {
      List<String> words = new ArrayList<>();
      profile
          .words()
          .forEach(
              (word, count) -> {
                if (!counts.containsKey(word)) {
                  words.add("%s (%d)".formatted(word, count));
                }
              });
      if (!words.isEmpty()) {
        notes.add(
            "cells of %s that are no label, in the rows looked at: %s"
                .formatted(field, String.join(", ", words)));
      }
    }

    private boolean isNumeric() {
      return declared != Declared.CATEGORY && profile.isNumeric();
    }

    private TargetChoice byValues() {
      if (profile.isTruth() || FLAGS.contains(Set.copyOf(values))) {
        return binary(TargetText.quoted(field));
      }
      if (isNumeric() && (values.size() != 2 || profile.known() < ENOUGH)) {
        noteCodes();
        return regression();
      }
      if (declared != Declared.CATEGORY && profile.isMostlyNumbers() && profile.hardlyNames()) {
        throw noNumber();
      }
      if (values.size() <= 2) {
        return oneOfTwo();
      }
      if (values.size() > MOST_CLASSES
          || declared != Declared.CATEGORY && profile.hardlyRepeats()) {
        throw tooMany();
      }
      return classes();
    }

    private void noteCodes() {
      if (profile.isCode() && profile.isWhole()) {
        notes.add(
            "%s has %d whole numbers, %s to %s, and is taken for a number; if they are classes, say --task classes"
                .formatted(field, values.size(), values.get(0), values.get(values.size() - 1)));
      }
    }

    private DataFileException noNumber() {
      return new DataFileException(
          String.format(
              Locale.ROOT,
              "the target %s is a number in most of %,d rows looked at, but not in %,d of them, as"
                  + " %s. Mend these; or say --task number, and they are no label, or --task"
                  + " classes",
              field,
              profile.known(),
              profile.noNumbers().count(),
              profile.noNumbers().shown()));
    }

    private DataFileException tooMany() {
      return new DataFileException(
          String.format(
              Locale.ROOT,
              "the target %s has %,d different texts in %,d rows: neither numbers nor classes. If"
                  + " it is a number, how does it write them? '%s'",
              field,
              values.size(),
              profile.known(),
              values.get(0)));
    }

    private TargetChoice regression() {
      if (profile.noNumbers().count() > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: of %,d cells looked at, %,d are no number and so no label: %s",
                field,
                profile.judged(),
                profile.noNumbers().count(),
                profile.noNumbers().shown()));
      }
      return new TargetChoice("{regression: %s}".formatted(SpecText.scalar(field)));
    }

    private TargetChoice number() {
      if (profile.noNumbers().count() == profile.judged()) {
        throw new DataFileException(
            "--task number: no cell of %s is a number, as %s"
                .formatted(field, profile.noNumbers().shown()));
      }
      return regression();
    }

    private TargetChoice binaryOfTwo() {
      if (profile.isTruth() || FLAGS.contains(Set.copyOf(values))) {
        return binary(TargetText.quoted(field));
      }
      if (values.size() > 2) {
        throw new DataFileException(
            "--task binary: %s has %d values, as %s and %s. Give a comparison as the target, for instance --target \"%s %s\""
                .formatted(
                    field,
                    values.size(),
                    values.get(0),
                    values.get(1),
                    TargetText.quoted(field),
                    isNumeric() ? "> 0" : "== '" + values.get(0) + "'"));
      }
      return oneOfTwo();
    }

    /** The rarer of two is the one that is predicted; the later by name, if neither is. */
    private TargetChoice oneOfTwo() {
      String positive = "";
      for (String value : values) {
        boolean rarer = positive.isEmpty() || count(value) <= count(positive);
        positive = rarer ? value : positive;
      }
      if (values.size() == 1) {
        notes.add(
            "%s is always %s in the rows looked at: predicted is whether it is"
                .formatted(field, positive));
      }
      if (!isNumeric() && positive.contains("'") && positive.contains("\"")) {
        return classes();
      }
      String quote = isNumeric() ? "" : positive.contains("'") ? "\"" : "'";
      String constant = isNumeric() ? profile.plain(positive) : positive;
      return binary(TargetText.quoted(field) + " == " + quote + constant + quote);
    }

    private long count(String value) {
      return counts.getOrDefault(value, 0L);
    }

    private TargetChoice classes() {
      if (values.size() > MOST_CLASSES) {
        throw new DataFileException(
            String.format(
                Locale.ROOT,
                "the target %s has %,d values in the rows looked at: classes are at most %,d",
                field,
                values.size(),
                MOST_CLASSES));
      }
      List<String> quoted = new ArrayList<>();
      values.forEach(name -> quoted.add(SpecText.quoted(name)));
      String names = String.join(", ", quoted);
      return new TargetChoice(
          "{classes: %s, field: %s}"
              .formatted(
                  isComplete
                      ? "[%s]".formatted(names)
                      : "{known: [%s], atMost: %d}".formatted(names, room()),
                  SpecText.scalar(field)));
    }

    /** For those that come behind the rows looked at. */
    private int room() {
      return Math.min(MOST_CLASSES, values.size() + Math.max(LATER, values.size() / 4));
    }
  }
}

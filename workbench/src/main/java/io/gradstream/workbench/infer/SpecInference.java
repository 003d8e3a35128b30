package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Infers a spec from the first rows of a table: the kind of every column, the task from the target,
 * and the time, if a column holds it. Whatever else a spec may say keeps its default.
 */
public final class SpecInference {

  private static final int MOST_FEATURES = 10_000;
  private static final int SHOWN = 8; // columns named in a note
  private static final int MOST_CODES = 64; // beyond, a history has no rates of categories
  private static final List<String> NUMERIC = List.of("numeric");

  private final Sample sample;
  private final String targetField;
  private final Set<String> ignored;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, List<String>> features = new LinkedHashMap<>(); // how, by field
  private final Map<String, List<String>> leftOut = new LinkedHashMap<>(); // fields, by reason
  private final List<Integer> times = new ArrayList<>();

  private SpecInference(Sample sample, String targetField, Set<String> ignored) {
    this.sample = sample;
    this.targetField = targetField;
    this.ignored = ignored;
  }

  /**
   * Infers.
   *
   * @param target a field, or a comparison of one with a constant as {@code delay > 15}: no feature
   * @param ignored fields that must not be features, as those that tell the label
   * @param limit most rows that will be read
   * @throws DataFileException when the file is empty, has no such column or has it twice, or when
   *     nothing can be predicted from it
   */
  public static InferredSpec infer(Path file, String target, Set<String> ignored, long limit)
      throws IOException {
    try (Table table = Table.open(file)) {
      Set<String> names = table.byName().keySet();
      String field = TargetChoice.field(target, names);
      requireColumn("--target", field, file, names);
      for (String name : ignored) {
        requireColumn("--ignore", name, file, names);
      }
      table.requireNamedOnce(file, name -> !ignored.contains(name));
      Sample sample = Sample.of(table, limit);
      if (sample.rows() == 0) {
        throw new DataFileException(file + " has no row that can be read behind its header.");
      }
      return new SpecInference(sample, field, ignored).infer(file, target);
    }
  }

  private static void requireColumn(String option, String name, Path file, Set<String> names) {
    if (!names.contains(name)) {
      throw new DataFileException(
          "%s has no column %s, which %s names. Its columns: %s."
              .formatted(file, name, option, String.join(", ", names)));
    }
  }

  private InferredSpec infer(Path file, String target) {
    int targetColumn = sample.indexOf(targetField);
    TargetChoice choice =
        TargetChoice.of(
            target,
            targetField,
            sample.profiles().get(targetColumn),
            sample.columns().get(targetColumn).declared(),
            notes);
    for (int column = 0; column < sample.columns().size(); column++) {
      if (column != targetColumn && !ignored.contains(name(column))) {
        judge(column);
      }
    }
    String time = time();
    requireFeatures(file);
    limitCodes();
    noteLeftOut();
    return new InferredSpec(
        SpecText.learner(fileName(file)) + ".yaml", text(fileName(file), time, choice), notes);
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  private String name(int column) {
    return sample.columns().get(column).name();
  }

  private void judge(int column) {
    Verdict verdict =
        Verdict.of(
            name(column),
            sample.columns().get(column).declared(),
            sample.profiles().get(column),
            sample.whole());
    if (verdict instanceof Verdict.Feature feature) {
      addFeature(name(column), feature.as());
    } else if (verdict instanceof Verdict.LeftOut why) {
      leaveOut(column, why.why());
    } else {
      times.add(column);
    }
  }

  private void addFeature(String field, List<String> as) {
    if (features.size() < MOST_FEATURES) {
      features.put(field, as);
    } else {
      leftOut
          .computeIfAbsent("beyond %,d features".formatted(MOST_FEATURES), w -> new ArrayList<>())
          .add(field);
    }
  }

  private void leaveOut(int column, String why) {
    String name = name(column).isEmpty() ? "column " + (column + 1) : name(column);
    leftOut.computeIfAbsent(why, w -> new ArrayList<>()).add(name);
  }

  /** The field of the events' time, or empty text; calendar parts of all times are features. */
  private String time() {
    for (int column : times) {
      List<String> parts = sample.profiles().get(column).varyingParts();
      if (!parts.isEmpty()) {
        addFeature(name(column), List.of("[" + String.join(", ", parts) + "]"));
      }
    }
    if (times.isEmpty()) {
      return "";
    }
    if (times.size() > 1) {
      notes.add(
          "%d columns hold times, so none is the events': rows are taken in the file's order"
              .formatted(times.size()));
      return "";
    }
    return onlyTime(times.get(0));
  }

  private String onlyTime(int column) {
    ColumnProfile profile = sample.profiles().get(column);
    if (profile.wentBack() >= 0) {
      notes.add(
          "%s goes back in line %d: rows are taken in the file's order"
              .formatted(name(column), profile.wentBack()));
      return "";
    }
    if (profile.hasMissing()) {
      notes.add(
          "%s is missing in some rows: rows are taken in the file's order".formatted(name(column)));
      return "";
    }
    return name(column);
  }

  /** A learner needs a feature: where all else is left out, a clock or an id will do. */
  private void requireFeatures(Path file) {
    if (!features.isEmpty()) {
      return;
    }
    for (int column = 0; column < sample.columns().size(); column++) {
      ColumnProfile profile = sample.profiles().get(column);
      if (isUsable(column) && profile.isClock() && !profile.isCounter()) {
        useAfterAll(column, "numeric", "a number");
      }
    }
    for (int column = 0; column < sample.columns().size() && features.isEmpty(); column++) {
      if (isUsable(column)) {
        useAfterAll(column, "category", "a category");
      }
    }
    if (!features.isEmpty()) {
      return;
    }
    throw new DataFileException(
        "%s has no column to predict %s from. Add one, if only the row's time."
            .formatted(file, targetField));
  }

  private boolean isUsable(int column) {
    return Verdict.NAME.matcher(name(column)).matches()
        && !name(column).equals(targetField)
        && !ignored.contains(name(column));
  }

  private void useAfterAll(int column, String as, String what) {
    features.put(name(column), List.of(as));
    leftOut.values().forEach(list -> list.remove(name(column)));
    notes.add("%s is all there is, and taken as %s".formatted(name(column), what));
  }

  /** Numbers that may be names are numbers alone where there are many. */
  private void limitCodes() {
    long categories =
        features.values().stream().filter(kinds -> kinds.contains("category")).count();
    if (categories > MOST_CODES) {
      features.replaceAll((field, kinds) -> kinds.contains("numeric") ? NUMERIC : kinds);
    }
  }

  private void noteLeftOut() {
    leftOut.forEach(
        (why, fields) -> {
          if (!fields.isEmpty()) {
            notes.add("left out, %s: %s".formatted(why, shown(fields)));
          }
        });
  }

  private static String shown(List<String> fields) {
    String names = String.join(", ", fields.subList(0, Math.min(SHOWN, fields.size())));
    return fields.size() <= SHOWN
        ? names
        : String.format(Locale.ROOT, "%s and %,d more", names, fields.size() - SHOWN);
  }

  private String text(String file, String time, TargetChoice choice) {
    String learner = SpecText.learner(file);
    SpecText text = new SpecText(learner, file, notes);
    text.events(learner, time);
    features.forEach((field, kinds) -> kinds.forEach(as -> text.feature(field, as)));
    return text.target(choice);
  }
}

package io.gradstream.workbench.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that hold times: what of them is a feature, and which one is the events' time. */
final class TimeColumns {

  private final Sample sample;
  private final List<Integer> all = new ArrayList<>();
  private final List<Integer> dated = new ArrayList<>();

  TimeColumns(Sample sample) {
    this.sample = sample;
  }

  /**
   * @param isOfDay whether it has no date, and so is no event's
   */
  void add(int column, boolean isOfDay) {
    all.add(column);
    if (!isOfDay) {
      dated.add(column);
    }
  }

  /** Calendar parts that vary, as a spec has them, by field. */
  Map<String, List<String>> parts() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (int column : all) {
      List<String> varying = sample.profiles().get(column).varyingParts();
      if (!varying.isEmpty()) {
        parts.put(name(column), List.of("[" + String.join(", ", varying) + "]"));
      }
    }
    return parts;
  }

  /**
   * The field of the events' time, or empty text.
   *
   * @param isTopic whether records have a time of their own, and may go back
   * @param notes why there is none
   */
  String ofEvents(boolean isTopic, List<String> notes) {
    if (dated.isEmpty()) {
      return "";
    }
    String otherwise =
        isTopic
            ? "the records' Kafka timestamps are their times"
            : "rows are taken in the file's order";
    if (dated.size() > 1) {
      notes.add(
          "%d columns hold times, so none is the events': %s".formatted(dated.size(), otherwise));
      return "";
    }
    int column = dated.get(0);
    ColumnProfile profile = sample.profiles().get(column);
    if (!isTopic && profile.wentBack() >= 0) {
      notes.add(
          "%s goes back in line %d: rows are taken in the file's order"
              .formatted(name(column), profile.wentBack()));
      return "";
    }
    if (profile.hasMissing()) {
      notes.add("%s is missing in some rows: %s".formatted(name(column), otherwise));
      return "";
    }
    return name(column);
  }

  private String name(int column) {
    return sample.columns().get(column).name();
  }
}

package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.ColumnNames;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.Names;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns that a command line names: they must be there.
 *
 * @param from what has them
 * @param doubts what else may be wrong when one is not found, or empty text
 */
record RequiredColumns(String from, List<String> all, ColumnNames names, String doubts) {

  static RequiredColumns of(String from, Collection<String> all, String doubts) {
    return new RequiredColumns(from, List.copyOf(all), new ColumnNames(all), doubts);
  }

  /** What is predicted. */
  TargetText target(String target) {
    TargetText text = TargetText.of(target, names);
    require("--target", text.field());
    return text;
  }

  /** The columns that are no features. */
  Set<String> ignored(List<String> given) {
    Set<String> ignored = new LinkedHashSet<>(names.list(given));
    ignored.forEach(name -> require("--ignore", name));
    return ignored;
  }

  private void require(String option, String name) {
    if (!all.contains(name)) {
      throw new DataFileException(
          "%s has no column %s, which %s names.%s Its columns: %s.%s"
              .formatted(from, name, option, names.didYouMean(name), Names.some(all), doubts));
    }
  }
}

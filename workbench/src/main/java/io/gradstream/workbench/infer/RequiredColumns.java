package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.DataFileException;
import java.util.Collection;
import java.util.Set;

/** Columns that a command line names: they must be there. */
final class RequiredColumns {

  private RequiredColumns() {}

  static void require(String target, Set<String> ignored, String file, Collection<String> names) {
    require("--target", target, file, names);
    requireIgnored(ignored, file, names);
  }

  static void requireIgnored(Set<String> ignored, String file, Collection<String> names) {
    for (String name : ignored) {
      require("--ignore", name, file, names);
    }
  }

  private static void require(String option, String name, String file, Collection<String> names) {
    if (!names.contains(name)) {
      throw new DataFileException(
          "%s has no column %s, which %s names. Its columns: %s."
              .formatted(file, name, option, String.join(", ", names)));
    }
  }
}

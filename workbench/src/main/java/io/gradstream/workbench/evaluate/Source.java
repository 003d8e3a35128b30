package io.gradstream.workbench.evaluate;

import io.gradstream.workbench.table.InputFile;
import java.util.List;

/** What a learner is evaluated on. */
public sealed interface Source {

  /** Rows of a data file. */
  record DataFile(InputFile file) implements Source {}

  /**
   * What a learner's topics hold.
   *
   * @param partitions of all of them; they are read once
   */
  record Topics(List<Partition> partitions) implements Source {
    public Topics {
      partitions = List.copyOf(partitions);
    }
  }
}

package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.FolderTable;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A folder of pictures or sounds as rows of a learner. */
final class Folder {

  /** A data file in the folder that names its files, where there is one. */
  private static final String LABELS = "labels.csv";

  private Folder() {}

  /**
   * @throws DataFileException when the learner does not read one file an event
   */
  static RowReader open(List<LearnerSpec> specs, InputFile folder) throws IOException {
    InputFile labels = folder.within(LABELS);
    if (labels.exists()) {
      return RowReader.open(specs, labels);
    }
    LearnerSpec spec = specs.get(0);
    List<String> files =
        spec.model().events().fields().stream()
            .filter(field -> field.medium().isPresent())
            .map(EventField::name)
            .toList();
    if (files.size() != 1) {
      throw new DataFileException(
          "%s is a folder. Name a file in it. One whole is for a learner that reads one image or one sound an event, and this one reads %s; %s in it would name its files."
              .formatted(folder, files.isEmpty() ? "none" : files, LABELS));
    }
    Optional<String> label = Optional.of(spec.target().field()).filter(field -> !field.isEmpty());
    return TableRowReader.of(specs, folder, FolderTable.of(folder, files.get(0), label));
  }
}

package io.gradstream.workbench.table;

import io.gradstream.schemas.Fnv64;
import io.gradstream.schemas.SplitMix64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of files as rows: a file and the folder within it that the file lies in, which is its
 * label; a file in the folder itself has none. The order is that of a hash of their paths, so that
 * labels are mixed, and the same each time. What begins with a dot is left out. Not thread safe.
 */
public final class FolderTable implements Table {

  private static final int MOST_FILES = 10_000_000;

  private final List<Column> columns;
  private final boolean hasLabel;
  private final Iterator<Path> files; // from the folder
  private long line;

  private FolderTable(List<Column> columns, List<Path> files) {
    this.columns = columns;
    this.hasLabel = columns.size() > 1;
    this.files = files.iterator();
  }

  /**
   * @param file name of the column of files
   * @param label name of the column of labels; empty for none
   * @throws DataFileException when there is no file in it
   */
  public static FolderTable of(InputFile folder, String file, Optional<String> label)
      throws IOException {
    List<Path> files = files(folder.folder());
    if (files.isEmpty()) {
      throw new DataFileException(folder + " is a folder without files.");
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(file, Declared.TEXT, 1));
    label.ifPresent(name -> columns.add(new Column(name, Declared.TEXT, 1)));
    return new FolderTable(List.copyOf(columns), files);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(FolderTable::isShown)
          .sorted(Comparator.comparingLong(FolderTable::place).thenComparing(FolderTable::text))
          .limit(MOST_FILES)
          .toList();
    }
  }

  private static boolean isShown(Path file) {
    for (Path part : file) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static long place(Path file) {
    return SplitMix64.mix(Fnv64.of(text(file).getBytes(StandardCharsets.UTF_8)));
  }

  /** With slashes, on every system. */
  private static String text(Path file) {
    StringBuilder text = new StringBuilder();
    for (Path part : file) {
      text.append(text.isEmpty() ? "" : "/").append(part);
    }
    return text.toString();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public TableRow read() {
    if (!files.hasNext()) {
      return null;
    }
    Path file = files.next();
    line++;
    String label = file.getNameCount() > 1 ? file.getName(0).toString() : "";
    List<String> cells = hasLabel ? List.of(text(file), label) : List.of(text(file));
    return new TableRow(line, cells, Optional.empty());
  }

  @Override
  public void close() {}
}

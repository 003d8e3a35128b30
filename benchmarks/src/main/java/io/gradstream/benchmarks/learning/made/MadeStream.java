package io.gradstream.benchmarks.learning.made;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The streams that are made. All random numbers are those of {@link Random}, whose algorithm Java's
 * specification fixes: the same seed makes the same rows everywhere.
 */
public enum MadeStream {
  /** Fifteen clusters of five classes that move all the time. */
  MOVING(20_000, 8, 0, 5, random -> new Clusters(random, 8, 15, 5).moving(0.005)),
  /** Clusters that stand, whose classes swap places every 2,500 rows. */
  SWAPPING(20_000, 6, 0, 4, random -> new Clusters(random, 6, 12, 4).swapping(2_500)),
  /** Twenty clusters, each a class, of which one comes many times in a row. */
  RUNS(20_000, 6, 0, 20, random -> new Clusters(random, 6, 20, 20).inRuns(15).wide(2)),
  /** Forty classes in runs, of which the features tell little. */
  BLIND_RUNS(20_000, 4, 0, 40, random -> new Clusters(random, 4, 40, 40).inRuns(8).wide(8)),
  /** A tree of depth six over ten numbers. */
  TREE(30_000, 10, 0, 4, random -> new RandomTree(random, 10, 4, 6)),
  /** Rules over numbers and categories, another every 5,000 rows. */
  RULES(30_000, 5, 2, 2, random -> new SwitchingRules(random, 5_000)),
  /** Twenty-six classes over sixteen whole numbers. */
  LETTERS(20_000, 16, 0, 26, random -> new Clusters(random, 16, 78, 26).wide(4).whole()),
  /** One of a thousand rows is of the class asked for. */
  RARE(60_000, 8, 0, 2, RareClass::new),
  /** Rows in any order: nothing of the past tells of the next. */
  INDEPENDENT(20_000, 8, 2, 2, IndependentRows::new),
  /** Forty series of numbers that lie interleaved. */
  SERIES(20_000, 1, 1, 0, random -> new InterleavedSeries(random, 40));

  private final int rows;
  private final int numbers;
  private final int categories;
  private final int classes; // 0: the label is a number
  private final Function<Random, RowMaker> maker;

  MadeStream(int rows, int numbers, int categories, int classes, Function<Random, RowMaker> maker) {
    this.rows = rows;
    this.numbers = numbers;
    this.categories = categories;
    this.classes = classes;
    this.maker = maker;
  }

  /** Its name in lists and tables. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int rows() {
    return rows;
  }

  /** Names of the columns that are numbers. */
  public List<String> numbers() {
    return names("x", numbers);
  }

  /** Names of the columns behind them that are categories. */
  public List<String> categories() {
    return names("c", categories);
  }

  /** The label's classes; none of a number. */
  public List<String> classes() {
    return classes == 2 ? List.of("0", "1") : names("k", classes);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  /** Writes the whole stream as CSV; its last column is the {@code label}. */
  public void write(long seed, Path file) throws IOException {
    List<String> header = new ArrayList<>(numbers());
    header.addAll(categories());
    header.add("label");
    RowMaker made = maker.apply(new Random(seed));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", header) + "\n");
      for (int row = 0; row < rows; row++) {
        out.write(csv(made.next()) + "\n");
      }
    }
  }

  /** Numbers have four decimals; classes are told by their names. */
  private String csv(Object[] row) {
    StringJoiner cells = new StringJoiner(",");
    for (int i = 0; i < row.length - 1; i++) {
      cells.add(cell(row[i]));
    }
    Object label = row[row.length - 1];
    return cells
        .add(label instanceof Integer index ? classes().get(index) : cell(label))
        .toString();
  }

  private static String cell(Object value) {
    return value instanceof Double number
        ? Double.toString(Math.rint(number * 1e4) / 1e4)
        : value.toString();
  }
}

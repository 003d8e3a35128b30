package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the label was, for the categories an event has: of each alone, of each pair (at most {@value
 * #MOST_PAIRS}), of all together; and of each as a value of the others, for columns that share a
 * vocabulary, as origin and destination. Values share hashed slots.
 */
final class CategoryRates implements HistoryPart {

  private static final int MOST_PAIRS = 28;
  private static final int MOST_CROSSED = 4; // fields

  /**
   * Values read from a table: the one its own fields claim, or, crosswise, another field's.
   *
   * @param table that is read
   * @param fields whose values are looked up
   * @param own whether the table learns them
   */
  private record Look(int table, int[] fields, boolean own) {}

  private final List<Look> looks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<RateTable> tables = new ArrayList<>();
  private final LabelPrior prior;
  private final boolean number;

  CategoryRates(HistorySpec spec, List<String> fields) {
    prior = new LabelPrior(spec);
    number = spec.isNumber();
    List<Integer> categories = spec.categories();
    for (int a = 0; a < categories.size(); a++) {
      own(spec, fields.get(a), categories.get(a));
    }
    crosswise(categories, fields);
    int pairs = 0;
    for (int a = 0; a < categories.size(); a++) {
      for (int b = a + 1; b < categories.size() && pairs < MOST_PAIRS; b++, pairs++) {
        own(spec, fields.get(a) + "*" + fields.get(b), categories.get(a), categories.get(b));
      }
    }
    if (categories.size() > 2) {
      own(spec, "all", categories.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private void own(HistorySpec spec, String name, int... fields) {
    looks.add(new Look(tables.size(), fields, true));
    names.add(name);
    tables.add(new RateTable(spec, prior));
  }

  private void crosswise(List<Integer> categories, List<String> fields) {
    if (categories.size() > MOST_CROSSED) {
      return;
    }
    for (int a = 0; a < categories.size(); a++) {
      for (int b = 0; b < categories.size(); b++) {
        if (a != b) {
          looks.add(new Look(a, new int[] {categories.get(b)}, false));
          names.add(fields.get(b) + " as " + fields.get(a));
        }
      }
    }
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int look = 0; look < looks.size(); look++) {
      for (String column : tables.get(looks.get(look).table()).columns()) {
        columns.add(names.get(look) + "." + column);
      }
    }
    return columns;
  }

  /** The last of a look's values is a count, the others are rates. */
  @Override
  public boolean isMeasured(int column) {
    return number && (column + 1) % tables.get(0).columns().size() != 0;
  }

  @Override
  public void read(Event event, double[] values, int offset) {
    int next = offset;
    for (Look look : looks) {
      next = tables.get(look.table()).read(CategoryHash.of(event, look.fields()), values, next);
    }
  }

  @Override
  public void learn(Event event, double label) {
    prior.learn(label);
    for (Look look : looks) {
      if (look.own()) {
        tables.get(look.table()).learn(CategoryHash.of(event, look.fields()), label);
      }
    }
  }

  @Override
  public long bytes() {
    return tables.stream().mapToLong(RateTable::bytes).sum();
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    prior.write(out);
    for (RateTable table : tables) {
      table.write(out);
    }
  }

  @Override
  public void restore(int format, DataInputStream in) throws IOException {
    prior.restore(format, in);
    for (RateTable table : tables) {
      table.restore(in);
    }
  }
}

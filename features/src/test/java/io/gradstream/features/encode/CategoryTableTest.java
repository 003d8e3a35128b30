package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.MalformedRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTableTest {

  /** The obvious version: a list of values with their rows, least recent first. */
  private static final class SlowTable {
    private record Entry(String value, int row) {}

    private final List<Entry> entries = new ArrayList<>();
    private final int capacity;

    SlowTable(int capacity) {
      this.capacity = capacity;
    }

    int learn(String value) {
      for (Entry entry : entries) {
        if (entry.value.equals(value)) {
          entries.remove(entry);
          entries.add(entry);
          return entry.row;
        }
      }
      int row = entries.size() < capacity ? 2 + entries.size() : entries.remove(0).row;
      entries.add(new Entry(value, row));
      return row;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void agreesWithTheObviousVersion(int capacity) {
    CategoryTable table = new CategoryTable(capacity);
    SlowTable slow = new SlowTable(capacity);
    Random random = new Random(capacity);
    for (int i = 0; i < 5000; i++) {
      String value = "v" + random.nextInt(2 * capacity + 1);
      assertThat(learn(table, value)).isEqualTo(slow.learn(value));
      if (i % 500 == 0) {
        table = CategoryTable.fromBytes(capacity, table.toBytes());
      }
    }
    assertThat(table.size()).isEqualTo(capacity);
  }

  @Test
  void readingAValueDoesNotKeepIt() {
    CategoryTable table = new CategoryTable(2);
    learn(table, "a");
    learn(table, "b");
    assertThat(table.row("a")).isEqualTo(2);
    learn(table, "c");
    assertThat(table.row("a")).isEqualTo(CategoryTable.UNKNOWN);
    assertThat(table.row("b")).isEqualTo(3);
  }

  @Test
  void equalStatesHaveEqualBytesHoweverTheyCameAbout() {
    CategoryTable left = new CategoryTable(2);
    CategoryTable right = new CategoryTable(2);
    List.of("a", "b").forEach(value -> learn(left, value));
    List.of("a", "b", "a", "b", "b").forEach(value -> learn(right, value));
    assertThat(left.toBytes()).isEqualTo(right.toBytes());
  }

  @Test
  void orderIsPartOfTheState() {
    CategoryTable left = new CategoryTable(2);
    CategoryTable right = new CategoryTable(2);
    List.of("a", "b").forEach(value -> learn(left, value));
    List.of("a", "b", "a").forEach(value -> learn(right, value));
    assertThat(left.toBytes()).isNotEqualTo(right.toBytes());
  }

  @Test
  void anyTextIsRestoredEvenHalfACharacter() {
    CategoryTable table = new CategoryTable(4);
    List<String> values = List.of("", "\ud800", "\udc00", "\u0000€𝄞");
    values.forEach(value -> learn(table, value));
    CategoryTable restored = CategoryTable.fromBytes(4, table.toBytes());
    values.forEach(value -> assertThat(restored.row(value)).isEqualTo(table.row(value)));
  }

  @Test
  void anotherCapacityIsRefused() {
    byte[] bytes = new CategoryTable(3).toBytes();
    assertThatThrownBy(() -> CategoryTable.fromBytes(4, bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("capacity must be 4")
        .hasMessageContaining("capacity=3");
  }

  @Test
  void rowsAndValuesThatCannotBeAreRefused() {
    assertRefused(2, "a", 2, "b"); // a row twice
    assertRefused(2, "a", 3, "a"); // a value twice
    assertRefused(1, "a", 2, "b"); // the row of missing values
    assertRefused(2, "a", 4, "b"); // a row beyond those in use
  }

  private static void assertRefused(int row, String value, int otherRow, String otherValue) {
    byte[] bytes =
        StateBytes.write(
            out -> {
              out.writeInt(3);
              out.writeInt(2);
              out.writeInt(row);
              out.writeUTF(value);
              out.writeInt(otherRow);
              out.writeUTF(otherValue);
            });
    assertThatThrownBy(() -> CategoryTable.fromBytes(3, bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("cannot stand here");
  }

  private static int learn(CategoryTable table, String value) {
    int row = table.row(value);
    if (row == CategoryTable.UNKNOWN) {
      return table.claim(value);
    }
    table.touch(row);
    return row;
  }
}

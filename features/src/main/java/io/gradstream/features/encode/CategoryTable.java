package io.gradstream.features.encode;

import io.gradstream.schemas.MalformedRecordException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Which value owns which row of an embedding table. Values are kept in a doubly linked list from
 * the least to the most recently learned, so a claim costs the same however full the table is.
 * Mutable, one owner, not thread safe.
 */
final class CategoryTable {

  static final int UNKNOWN = 0;
  static final int MISSING = 1;
  private static final int FIRST = 2;
  private static final int NONE = -1;

  private final int capacity;
  private final Map<String, Integer> rowOf = new HashMap<>();
  private final String[] valueOf; // [capacity + 2], by row
  private final int[] older; // [capacity + 2], by row
  private final int[] newer; // [capacity + 2], by row
  private int oldest = NONE;
  private int newest = NONE;

  CategoryTable(int capacity) {
    this.capacity = capacity;
    this.valueOf = new String[capacity + FIRST];
    this.older = new int[capacity + FIRST];
    this.newer = new int[capacity + FIRST];
  }

  /** How many values own a row. */
  int size() {
    return rowOf.size();
  }

  /** The row to read for a value, null for missing. Changes nothing. */
  int row(String value) {
    if (value == null) {
      return MISSING;
    }
    Integer row = rowOf.get(value);
    return row == null ? UNKNOWN : row;
  }

  /** Makes a value that owns a row the most recent one. */
  void touch(int row) {
    if (row != newest) {
      unlink(row);
      append(row);
    }
  }

  /** Gives a row to a value that owns none: a free one, else that of the least recent value. */
  int claim(String value) {
    int row = size() < capacity ? FIRST + size() : recycle();
    own(row, value);
    return row;
  }

  private int recycle() {
    int row = oldest;
    unlink(row);
    rowOf.remove(valueOf[row]);
    return row;
  }

  private void own(int row, String value) {
    rowOf.put(value, row);
    valueOf[row] = value;
    append(row);
  }

  private void append(int row) {
    older[row] = newest;
    newer[row] = NONE;
    if (newest == NONE) {
      oldest = row;
    } else {
      newer[newest] = row;
    }
    newest = row;
  }

  private void unlink(int row) {
    if (older[row] == NONE) {
      oldest = newer[row];
    } else {
      newer[older[row]] = newer[row];
    }
    if (newer[row] == NONE) {
      newest = older[row];
    } else {
      older[newer[row]] = older[row];
    }
  }

  /** Capacity, size, then each value with its row, least recent first. */
  byte[] toBytes() {
    return StateBytes.write(this::write);
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(capacity);
    out.writeInt(size());
    for (int row = oldest; row != NONE; row = newer[row]) {
      out.writeInt(row);
      out.writeUTF(valueOf[row]);
    }
  }

  /**
   * @throws MalformedRecordException when the bytes are damaged or of a table of other capacity
   */
  static CategoryTable fromBytes(int capacity, byte[] bytes) {
    return StateBytes.read("a category table", bytes, in -> read(capacity, in));
  }

  private static CategoryTable read(int capacity, DataInputStream in) throws IOException {
    int written = in.readInt();
    int size = in.readInt();
    if (written != capacity || size < 0 || size > capacity) {
      throw new IOException(
          "capacity must be %d with at most as many values: capacity=%d values=%d"
              .formatted(capacity, written, size));
    }
    CategoryTable table = new CategoryTable(capacity);
    for (int i = 0; i < size; i++) {
      table.restore(in.readInt(), in.readUTF(), size);
    }
    return table;
  }

  private void restore(int row, String value, int size) throws IOException {
    if (row < FIRST || row >= FIRST + size || valueOf[row] != null || rowOf.containsKey(value)) {
      throw new IOException("row %d or value '%s' cannot stand here".formatted(row, value));
    }
    own(row, value);
  }
}

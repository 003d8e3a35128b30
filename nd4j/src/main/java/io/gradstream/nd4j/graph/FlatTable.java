package io.gradstream.nd4j.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One table of a FlatBuffers file: little-endian; a table begins with how far before it its list of
 * fields lies, which has two bytes for its own length, two for the table's, and two for each field:
 * where in the table it is, 0 for absent. Texts, lists and tables are behind an offset from where
 * it stands; texts and lists begin with their length. Every offset is checked before it is
 * followed.
 */
final class FlatTable {

  private final ByteBuffer bytes;
  private final int at;
  private final int fields; // where the list of fields is
  private final int listed; // its length in bytes

  private FlatTable(ByteBuffer bytes, int at) {
    this.bytes = bytes;
    this.at = within(at, Integer.BYTES);
    fields = within((long) at - bytes.getInt(at), 2 * Short.BYTES);
    listed = Short.toUnsignedInt(bytes.getShort(fields));
    within(fields, listed);
  }

  /**
   * The table that the file is.
   *
   * @throws GraphException when the bytes cannot be one
   */
  static FlatTable root(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 2 * Integer.BYTES) {
      throw torn(file.length, 0);
    }
    return new FlatTable(bytes, offset(bytes, 0));
  }

  private static GraphException torn(int length, long at) {
    return new GraphException(
        ("the file is torn, or no graph that SameDiff saved: its %d bytes point to byte %d. Save the"
                + " graph anew with SameDiff.save")
            .formatted(length, at));
  }

  private int within(long from, long length) {
    if (from < 0 || length < 0 || from + length > bytes.limit()) {
      throw torn(bytes.limit(), from + Math.max(0, length));
    }
    return (int) from;
  }

  private static int offset(ByteBuffer bytes, int at) {
    long target = at + Integer.toUnsignedLong(bytes.getInt(at));
    if (target + Integer.BYTES > bytes.limit()) {
      throw torn(bytes.limit(), target);
    }
    return (int) target;
  }

  /** Where a field's value stands, so many bytes of it; 0 for absent. */
  private int place(int field, int length) {
    int entry = 2 * Short.BYTES + field * Short.BYTES;
    if (entry + Short.BYTES > listed) {
      return 0;
    }
    int in = Short.toUnsignedInt(bytes.getShort(fields + entry));
    return in == 0 ? 0 : within((long) at + in, length);
  }

  byte number(int field) {
    int place = place(field, Byte.BYTES);
    return place == 0 ? 0 : bytes.get(place);
  }

  int whole(int field) {
    int place = place(field, Integer.BYTES);
    return place == 0 ? 0 : bytes.getInt(place);
  }

  /** Empty for absent. */
  Optional<FlatTable> table(int field) {
    int place = place(field, Integer.BYTES);
    return place == 0 ? Optional.empty() : Optional.of(new FlatTable(bytes, offset(bytes, place)));
  }

  /** Empty for absent. */
  String text(int field) {
    ByteBuffer list = list(field, Byte.BYTES);
    return StandardCharsets.UTF_8.decode(list).toString();
  }

  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    for (int place : places(field)) {
      tables.add(new FlatTable(bytes, offset(bytes, place)));
    }
    return tables;
  }

  List<String> texts(int field) {
    List<String> texts = new ArrayList<>();
    for (int place : places(field)) {
      ByteBuffer text = list(offset(bytes, place), (long) Byte.BYTES);
      texts.add(StandardCharsets.UTF_8.decode(text).toString());
    }
    return texts;
  }

  private List<Integer> places(int field) {
    ByteBuffer list = list(field, Integer.BYTES);
    List<Integer> places = new ArrayList<>();
    while (list.hasRemaining()) {
      places.add(list.position());
      list.getInt();
    }
    return places;
  }

  List<Long> wholes(int field) {
    ByteBuffer list = list(field, Long.BYTES);
    List<Long> wholes = new ArrayList<>();
    while (list.hasRemaining()) {
      wholes.add(list.getLong());
    }
    return wholes;
  }

  List<Double> numbers(int field) {
    ByteBuffer list = list(field, Double.BYTES);
    List<Double> numbers = new ArrayList<>();
    while (list.hasRemaining()) {
      numbers.add(list.getDouble());
    }
    return numbers;
  }

  List<Boolean> truths(int field) {
    ByteBuffer list = list(field, Byte.BYTES);
    List<Boolean> truths = new ArrayList<>();
    while (list.hasRemaining()) {
      truths.add(list.get() != 0);
    }
    return truths;
  }

  /** The bytes of a list as they are, in place. */
  ByteBuffer raw(int field) {
    return list(field, Byte.BYTES);
  }

  private ByteBuffer list(int field, int width) {
    int place = place(field, Integer.BYTES);
    return place == 0 ? ByteBuffer.allocate(0) : list(offset(bytes, place), (long) width);
  }

  private ByteBuffer list(int start, long width) {
    long length = Integer.toUnsignedLong(bytes.getInt(start)) * width;
    int first = within((long) start + Integer.BYTES, length);
    ByteBuffer list = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    list.limit((int) (first + length));
    list.position(first);
    return list;
  }
}

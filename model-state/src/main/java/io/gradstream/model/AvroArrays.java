package io.gradstream.model;

import io.gradstream.schemas.BoundedDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/** Lists in Avro's binary encoding: one block of all items, then the empty block. */
final class AvroArrays {

  /** Writes one item. */
  @FunctionalInterface
  interface ItemWriter<T> {
    void write(T item, BinaryEncoder out) throws IOException;
  }

  /** Reads one item. */
  @FunctionalInterface
  interface ItemReader<T> {
    T read(BoundedDecoder in);
  }

  private AvroArrays() {}

  static <T> void write(List<T> items, BinaryEncoder out, ItemWriter<? super T> writer)
      throws IOException {
    out.writeArrayStart();
    out.setItemCount(items.size());
    for (T item : items) {
      out.startItem();
      writer.write(item, out);
    }
    out.writeArrayEnd();
  }

  static <T> List<T> read(BoundedDecoder in, ItemReader<? extends T> reader) {
    List<T> items = new ArrayList<>();
    for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
      for (long i = 0; i < count; i++) {
        items.add(reader.read(in));
      }
    }
    return items;
  }
}

package io.gradstream.model;

import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.io.BinaryEncoder;

/**
 * A sealed type as a union of the schema: each of its records has a branch, in the schema's order,
 * and a codec of its fields there. Branches are only ever added at the end.
 */
final class Union<T> {

  /** Writes the fields of a record. */
  @FunctionalInterface
  interface Writer<R> {
    void write(R value, BinaryEncoder out) throws IOException;
  }

  /** Reads the fields of a record. */
  @FunctionalInterface
  interface Reader<R> {
    /**
     * @param depth how many more records may be within this one
     */
    R read(BoundedDecoder in, int depth);
  }

  private record Branch<R>(Class<R> type, Writer<? super R> writer, Reader<R> reader) {
    void write(Object value, BinaryEncoder out) throws IOException {
      writer.write(type.cast(value), out);
    }
  }

  private final String name;
  private final List<Branch<? extends T>> branches = new ArrayList<>();

  /**
   * @param name of the field, for errors
   */
  Union(String name) {
    this.name = name;
  }

  /** One more branch, after those there are. */
  <R extends T> Union<T> add(Class<R> type, Writer<? super R> writer, Reader<R> reader) {
    branches.add(new Branch<>(type, writer, reader));
    return this;
  }

  /** One more branch, a record without fields. */
  <R extends T> Union<T> add(R value, Class<R> type) {
    return add(type, (same, out) -> {}, (in, depth) -> value);
  }

  void write(T value, BinaryEncoder out) throws IOException {
    for (int branch = 0; branch < branches.size(); branch++) {
      if (branches.get(branch).type() == value.getClass()) {
        out.writeIndex(branch);
        branches.get(branch).write(value, out);
        return;
      }
    }
    throw new IllegalStateException(name + " without a place in the schema: " + value);
  }

  T read(BoundedDecoder in, int depth) {
    int branch = in.readIndex();
    if (branch < 0 || branch >= branches.size()) {
      throw new MalformedRecordException(name + " has no branch " + branch);
    }
    return branches.get(branch).reader().read(in, depth);
  }

  /** What has a branch. */
  Set<Class<?>> types() {
    return branches.stream().map(Branch::type).collect(Collectors.toUnmodifiableSet());
  }
}

package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A feature that becomes inputs of the network's dense part. Reads one field of the event. Not
 * thread safe.
 */
interface DenseFeature {

  /** The field it reads. */
  String name();

  /** A name for each input it writes. */
  List<String> columns();

  /** Shape of its inputs, row-major. */
  default List<Integer> shape() {
    return List.of(columns().size());
  }

  /** Writes its inputs from {@code dense[offset]} on; changes no statistics. */
  void encode(Event event, float[] dense, int offset);

  /** Names for inputs without ones of their own: the field's, each with its index. */
  static List<String> numbered(String name, int size) {
    return IntStream.range(0, size).mapToObj(i -> name + "." + i).toList();
  }
}

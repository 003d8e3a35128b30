package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Examples gathered for the next step, as they came: they are encoded when the step is made. */
final class MiniBatch {

  private final Example[] examples; // [batch]; the first size are there
  private int size;

  MiniBatch(int capacity) {
    examples = new Example[capacity];
  }

  void add(Example example) {
    examples[size++] = example;
  }

  int size() {
    return size;
  }

  Example get(int row) {
    return examples[row];
  }

  /** All that are gathered, in their order: seen, not copied. */
  List<Example> all() {
    return Arrays.asList(examples).subList(0, size);
  }

  void clear() {
    Arrays.fill(examples, 0, size, null);
    size = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(size, out);
    for (int row = 0; row < size; row++) {
      ExampleCodec.write(examples[row], out);
    }
  }

  /** Replaces the examples by those that {@link #write} wrote. */
  void read(DataInput in) throws IOException {
    clear();
    int stored = Compact.readCount(examples.length - 1, in);
    for (int row = 0; row < stored; row++) {
      add(ExampleCodec.read(in));
    }
  }
}

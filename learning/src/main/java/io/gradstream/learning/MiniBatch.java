package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Examples gathered for the next step, as they came: they are encoded when the step is made. They
 * are more than a step takes where a spec with smaller mini-batches came in a pause.
 */
final class MiniBatch {

  private final List<Example> examples = new ArrayList<>();

  void add(Example example) {
    examples.add(example);
  }

  int size() {
    return examples.size();
  }

  Example get(int row) {
    return examples.get(row);
  }

  /** All that are gathered, in their order: seen, not copied. */
  List<Example> all() {
    return Collections.unmodifiableList(examples);
  }

  /** The first so many, or all, which are gathered no longer. */
  MiniBatch take(int most) {
    List<Example> first = examples.subList(0, Math.min(most, examples.size()));
    MiniBatch taken = new MiniBatch();
    taken.examples.addAll(first);
    first.clear();
    return taken;
  }

  void clear() {
    examples.clear();
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(examples.size(), out);
    for (Example example : examples) {
      ExampleCodec.write(example, out);
    }
  }

  /** Replaces the examples by those that {@link #write} wrote. */
  void read(DataInput in) throws IOException {
    clear();
    int stored = Compact.readCount(Integer.MAX_VALUE, in);
    for (int row = 0; row < stored; row++) {
      add(ExampleCodec.read(in));
    }
  }
}

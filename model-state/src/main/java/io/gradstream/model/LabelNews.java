package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much each label tells, by how often it comes: -log of its frequency (Shannon 1948), 1 where
 * all classes come as often. What is known of speakers is forgotten by that much: an example of
 * which everyone knew the label says nothing of who knows more, and must not make forgotten what
 * the few others said. Not thread safe.
 */
final class LabelNews {

  private final ClassRows rows;
  private final ClassTimes times;

  LabelNews(ClassRows rows) {
    this.rows = rows;
    times = new ClassTimes(rows);
  }

  void startAnew() {
    times.clear();
  }

  /** What a label tells, in units of one of as many classes as there are that come alike. */
  double of(int label) {
    int classes = Math.max(2, rows.count());
    return StrictMath.log(times.all(classes) / (times.of(label) + 1)) / StrictMath.log(classes);
  }

  void learn(int label) {
    times.learn(label);
  }

  void write(DataOutput out) throws IOException {
    times.write(out);
  }

  void read(DataInput in) throws IOException {
    times.read("what labels tell", in);
  }
}

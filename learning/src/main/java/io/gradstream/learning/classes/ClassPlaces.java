package io.gradstream.learning.classes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How scores read labels and outputs of classes: each class has a place among their counts, from 0
 * on. Not thread safe.
 */
public sealed interface ClassPlaces permits ListedClasses, SignedClasses {

  /**
   * What an output says.
   *
   * @param best place of the class that is the likeliest; -1 where the output knows none
   * @param ofLabel probability of the class that turned out true
   */
  record Said(int best, double ofLabel) {}

  /** Classes that have a place. */
  int count();

  /** Place of a label, as an {@link io.gradstream.learning.Example} has it. */
  int of(double target);

  /** Whether a class has its place already. */
  boolean has(double target);

  /** What an output ({@link io.gradstream.learning.Answer#judged}) says of a label. */
  Said said(double[] output, double target);

  /** What is known of labels. */
  double[] told(KnownClasses known);

  /** What {@link #told} told. */
  KnownClasses known(double[] told);

  /** Place of the class that has a place in others of the same kind. */
  int placeOf(int place, ClassPlaces others);

  void clear();

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}

package io.gradstream.model;

import java.util.List;

/** What is predicted, as a reader of predictions needs to know it. */
public sealed interface TargetSpec {

  /** The probability of one named outcome; targets 0 or 1. */
  record Binary(String positive) implements TargetSpec {}

  /** A probability for each class; a target is the index in this list. */
  record MultiClass(List<String> classes) implements TargetSpec {
    public MultiClass {
      classes = List.copyOf(classes);
    }
  }

  /** A number, scaled online. */
  record Regression(String field) implements TargetSpec {}
}

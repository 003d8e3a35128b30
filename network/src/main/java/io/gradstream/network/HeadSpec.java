package io.gradstream.network;

/** The output layer with its loss. */
public sealed interface HeadSpec {

  /** Width of the output. */
  int width();

  /** One logit, sigmoid, binary cross-entropy; targets 0 or 1. */
  record Binary() implements HeadSpec {
    @Override
    public int width() {
      return 1;
    }
  }

  /** Softmax and categorical cross-entropy; a target is the class's index. */
  record MultiClass(int classes) implements HeadSpec {
    public MultiClass {
      Arguments.check(classes >= 2, "classes", "at least 2", classes);
    }

    @Override
    public int width() {
      return classes;
    }
  }

  /** One value, half mean squared error. */
  record Regression() implements HeadSpec {
    @Override
    public int width() {
      return 1;
    }
  }
}

package io.gradstream.operators.ml;

import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import java.util.Locale;
import java.util.stream.IntStream;

/** What is predicted: which labels it takes, and how a model's output reads as Flink ML has it. */
enum Task {
  BINARY {
    @Override
    boolean accepts(double label, int classes) {
      return label == 0 || label == 1;
    }

    @Override
    Target target(int classes) {
      return new BinaryTarget("1");
    }

    @Override
    double prediction(double[] raw) {
      return raw[1] >= 0.5 ? 1 : 0;
    }

    @Override
    double[] raw(double[] output) {
      return new double[] {1 - output[0], output[0]};
    }
  },
  MULTICLASS {
    @Override
    boolean accepts(double label, int classes) {
      return label >= 0 && label < classes && label == Math.rint(label);
    }

    @Override
    Target target(int classes) {
      return new MultiClassTarget(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    @Override
    double prediction(double[] raw) {
      int best = 0;
      for (int i = 1; i < raw.length; i++) {
        best = raw[i] > raw[best] ? i : best;
      }
      return best;
    }
  },
  REGRESSION {
    @Override
    boolean accepts(double label, int classes) {
      return Float.isFinite((float) label);
    }

    @Override
    Target target(int classes) {
      return new RegressionTarget("label");
    }

    @Override
    double prediction(double[] raw) {
      return raw[0];
    }
  };

  /** The task of that parameter value. */
  static Task of(String param) {
    return valueOf(param.toUpperCase(Locale.ROOT));
  }

  /** The task a model was learned for. */
  static Task of(Target target) {
    return switch (target.scoreKind()) {
      case BINARY -> BINARY;
      case CLASSES -> MULTICLASS;
      case NUMBER -> REGRESSION;
      case OPEN_CLASSES, LOSS, TOKEN_LOSS ->
          throw new IllegalArgumentException("no task of Flink ML: " + target.task());
    };
  }

  /** Whether the label can be learned. */
  abstract boolean accepts(double label, int classes);

  abstract Target target(int classes);

  /**
   * @param raw what {@link #raw} gave
   * @return the class's index, or the value
   */
  abstract double prediction(double[] raw);

  /** The probability of each class, or the value. */
  double[] raw(double[] output) {
    return output.clone();
  }
}

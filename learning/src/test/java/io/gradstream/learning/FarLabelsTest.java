package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers as labels: some that are far from all others, and such as floats cannot tell apart. */
class FarLabelsTest {

  private static final int EXAMPLES = 2500;
  private static final double LAST_SAYS = 100; // mean change from one label to the next

  /** Pools, and one network. */
  private static List<LearnerSpec> learners() {
    return List.of(
        TestSpecs.pool(TestSpecs.VALUE),
        TestSpecs.memories(TestSpecs.VALUE),
        TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 8, 7));
  }

  /** Where labels are far, and what they are in place of. */
  enum Far {
    ONE(1500) {
      @Override
      double label(int i) {
        return 1e12;
      }
    },
    ONE_BELOW(1500) {
      @Override
      double label(int i) {
        return -1e12;
      }
    },
    FIRST(0) {
      @Override
      double label(int i) {
        return 1e12;
      }
    },
    FIRST_TWO(0, 1) {
      @Override
      double label(int i) {
        return i == 0 ? 1e12 : -1e12;
      }
    },
    EARLY(10) {
      @Override
      double label(int i) {
        return 1e12;
      }
    },
    NOW_AND_THEN(IntStream.range(1, 25).map(i -> 57 * i).toArray()) {
      @Override
      double label(int i) {
        return (i % 2 == 0 ? 1 : -1) * (1e9 + 1e10 * i);
      }
    };

    final int[] places;

    Far(int... places) {
      this.places = places;
    }

    abstract double label(int i);
  }

  static Stream<Arguments> far() {
    return Stream.of(Far.values())
        .flatMap(far -> learners().stream().map(learner -> Arguments.of(far, learner)));
  }

  @ParameterizedTest
  @MethodSource
  void far(Far far, LearnerSpec spec) {
    double[] good = labels(0);
    double[] odd = good.clone();
    for (int place : far.places) {
      odd[place] = far.label(place);
    }
    double expected = error(spec, good, good, EXAMPLES - 1000, EXAMPLES);

    // What comes early decides which way a small network goes, if not how far.
    double more = far == Far.ONE || far == Far.ONE_BELOW ? 1.05 : 1.3;
    assertThat(error(spec, odd, good, EXAMPLES - 1000, EXAMPLES)).isLessThan(more * expected);
  }

  static Stream<Arguments> constants() {
    return Stream.of(1e8, -1e8, 1.7e9, 1.7e12)
        .flatMap(constant -> learners().stream().map(spec -> Arguments.of(constant, spec)));
  }

  @ParameterizedTest
  @MethodSource
  void constants(double constant, LearnerSpec spec) {
    double[] good = labels(0);
    double[] high = labels(constant);
    double expected = error(spec, good, good, 100, EXAMPLES);

    assertThat(error(spec, high, high, 100, EXAMPLES)).isLessThan(1.1 * expected);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aUnitThatChangesForGoodIsFollowed(LearnerSpec spec) {
    for (double factor : new double[] {1000, 0.001}) {
      double[] labels = labels(0);
      for (int i = EXAMPLES / 2; i < EXAMPLES; i++) {
        labels[i] *= factor;
      }
      double before = error(spec, labels, labels, EXAMPLES / 2 - 500, EXAMPLES / 2);
      double after = error(spec, labels, labels, EXAMPLES - 500, EXAMPLES);

      // A unit that is smaller is learned slowly: until then the last label says most.
      assertThat(after / factor).isLessThan(factor > 1 ? 4 * before : LAST_SAYS);
    }
  }

  private static Event event(int i) {
    Random random = new Random(7919L * i);
    return Event.of(1_000_000L * i, 500 + 300 * random.nextGaussian(), "place" + random.nextInt(4));
  }

  /** What the events say, and noise. */
  private static double[] labels(double constant) {
    Random random = new Random(4);
    double[] labels = new double[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      boolean even = event(i).text(2).equals("place0") || event(i).text(2).equals("place2");
      double signal = 50 * ((event(i).number(1) - 500) / 300 + (even ? 1.5 : -1.5));
      labels[i] = constant + signal + 3 * random.nextGaussian();
    }
    return labels;
  }

  /** Mean error of the answers given before each label from one to another is learned. */
  private static double error(LearnerSpec spec, double[] labels, double[] truth, int from, int to) {
    double sum = 0;
    try (Learner learner = spec.newLearner("", 1)) {
      for (int i = 0; i < to; i++) {
        if (i >= from) {
          sum += Math.abs(learner.answer(event(i)).output()[0] - truth[i]);
        }
        learner.learn(new Example(event(i), "id" + i, labels[i], Examples.position(i)));
      }
    }
    return sum / (to - from);
  }
}

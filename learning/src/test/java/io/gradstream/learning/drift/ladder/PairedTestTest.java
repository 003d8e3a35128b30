package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PairedTestTest {

  private static final double ALPHA = 0.01;
  private static final int RUNS = 1000;
  private static final int LONGEST = 10_000; // the default trial

  /** What two learners' errors at one example are: {incumbent, challenger}. */
  private interface Pairs {
    double[] next(Random random);
  }

  /** Both err on a share of the examples; on others only one of the two does. */
  private static Pairs bits(double both, double incumbentAlone, double challengerAlone) {
    return random -> {
      double u = random.nextDouble();
      if (u < both) {
        return new double[] {1, 1};
      }
      boolean first = u < both + incumbentAlone;
      boolean second = !first && u < both + incumbentAlone + challengerAlone;
      return new double[] {first ? 1 : 0, second ? 1 : 0};
    };
  }

  /** Absolute errors of numbers, the challenger's larger by a share, in eighths of their mean. */
  private static Pairs sizes(double larger) {
    return random -> {
      double common = random.nextGaussian();
      double incumbent = Math.abs(common + 0.5 * random.nextGaussian());
      double challenger = (1 + larger) * Math.abs(common + 0.5 * random.nextGaussian());
      return new double[] {Math.min(1, incumbent / 7), Math.min(1, challenger / 7)};
    };
  }

  /** A test until its verdict, or until the longest trial is over. */
  private static PairedTest run(Pairs pairs, long seed) {
    PairedTest test = new PairedTest();
    Random random = new Random(seed);
    while (test.pairs() < LONGEST && test.verdict(ALPHA) == Verdict.OPEN) {
      double[] errors = pairs.next(random);
      test.add(errors[0], errors[1]);
    }
    return test;
  }

  /** How many of the runs came to which verdict. */
  private static Map<Verdict, Long> verdicts(Pairs pairs) {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0L);
    }
    for (int i = 0; i < RUNS; i++) {
      counts.merge(run(pairs, i).verdict(ALPHA), 1L, Long::sum);
    }
    return counts;
  }

  /** Of the pairs until a verdict. */
  private static long median(Pairs pairs) {
    return LongStream.range(0, 301)
        .map(i -> run(pairs, i).pairs())
        .sorted()
        .skip(150)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usageExample() {
    PairedTest test = new PairedTest();
    for (int i = 0; i < 500; i++) {
      test.add(i % 5 == 0 ? 1 : 0, i % 10 == 0 ? 1 : 0);
    }
    assertThat(test.verdict(ALPHA)).isEqualTo(Verdict.BETTER);
    assertThat(test.trial(Verdict.BETTER, 1).difference()).isEqualTo(-0.1, within(1e-12));
    assertThat(test.trial(Verdict.BETTER, 1).confidence()).isGreaterThan(0.99);
  }

  @Test
  void aChallengerBetterByTwoPercentIsFoundWithinTheDefaultTrial() {
    // of 100 examples 10 are missed by one of the two alone, as by networks of the same stream
    assertThat(verdicts(bits(0.14, 0.06, 0.04)).get(Verdict.BETTER)).isGreaterThan(990);
    assertThat(median(bits(0.14, 0.06, 0.04))).isLessThan(3000);
    assertThat(verdicts(bits(0.09, 0.11, 0.09)).get(Verdict.BETTER)).isGreaterThan(850);
  }

  @Test
  void aChallengerMuchBetterIsFoundSoon() {
    assertThat(median(bits(0.1, 0.3, 0.1))).isLessThanOrEqualTo(200);
    assertThat(median(sizes(-0.3))).isLessThan(300);
  }

  @Test
  void aChallengerThatIsEqualIsPromotedWithAChanceOfAlphaAtMost() {
    for (Pairs equal :
        new Pairs[] {bits(0.15, 0.05, 0.05), bits(0, 0.001, 0.001), bits(0, 0.5, 0.5), sizes(0)}) {
      Map<Verdict, Long> verdicts = verdicts(equal);
      assertThat(verdicts.get(Verdict.BETTER)).isLessThanOrEqualTo((long) (ALPHA * RUNS));
      assertThat(verdicts.get(Verdict.WORSE)).isLessThanOrEqualTo((long) (ALPHA * RUNS));
    }
  }

  @Test
  void aChallengerWorseByTwoPercentIsNeverPromotedAndMostlyDropped() {
    Map<Verdict, Long> verdicts = verdicts(bits(0.14, 0.04, 0.06));

    assertThat(verdicts.get(Verdict.BETTER)).isZero();
    assertThat(verdicts.get(Verdict.WORSE)).isGreaterThan(990);
    assertThat(verdicts(sizes(0.05)).get(Verdict.BETTER)).isZero();
  }

  @Test
  void alphaHoldsWhateverTheOrderOfTheExamples() {
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      PairedTest test = new PairedTest();
      Random random = new Random(run);
      double lean = 0; // of the mean, which follows from what was seen and is never below 0
      for (int i = 0; i < LONGEST && test.verdict(ALPHA) == Verdict.OPEN; i++) {
        boolean challengerErrs = random.nextDouble() < 0.5 + lean;
        test.add(challengerErrs ? 0 : 1, challengerErrs ? 1 : 0);
        lean = challengerErrs ? 0.05 : 0;
      }
      found += test.verdict(ALPHA) == Verdict.BETTER ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo((int) (ALPHA * RUNS));
  }

  /** A bet on wrong and right is a likelihood ratio of the pairs of which one is wrong. */
  @Test
  void onZerosAndOnesTheEvidenceIsTheMixtureOfLikelihoodRatios() {
    PairedTest test = new PairedTest();
    Random random = new Random(8);
    int better = 0;
    int worse = 0;
    for (int i = 0; i < 400; i++) {
      boolean incumbentErrs = random.nextInt(10) < 6;
      better += incumbentErrs ? 1 : 0;
      worse += incumbentErrs ? 0 : 1;
      test.add(incumbentErrs ? 1 : 0, incumbentErrs ? 0 : 1);
      test.add(1, 1);
    }
    double ratios = 0;
    for (int i = 0; i < 8; i++) {
      double p = (1 + 0.9 / (1 << i)) / 2; // that of a pair of which one errs, it is the incumbent
      ratios += Math.exp(better * Math.log(p / 0.5) + worse * Math.log((1 - p) / 0.5)) / 8;
    }
    assertThat(test.evidence()).isCloseTo(ratios, withinPercentage(1e-6));
    assertThat(ratios).isGreaterThan(20);
  }
}

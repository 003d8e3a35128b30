package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.MalformedRecordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector keeps to. */
final class DriftDetectorTest {

  /** Errors: every detector takes them. The rate jumps from 0.05 to 0.6 and back. */
  private static double[] errors() {
    Random random = new Random(11);
    double[] errors = new double[3000];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = random.nextDouble() < (i / 1000 == 1 ? 0.6 : 0.05) ? 1 : 0;
    }
    return errors;
  }

  static List<DetectorConfig> every() {
    return List.of(
        AdwinConfig.DEFAULT,
        new AdwinConfig(0.3, 1),
        PageHinkleyConfig.DEFAULT,
        new PageHinkleyConfig(1, 0.05, 5, 1, true),
        DdmConfig.DEFAULT,
        new DdmConfig(1, 1, 1.5),
        KswinConfig.DEFAULT,
        new KswinConfig(0.05, 41, 20, 3));
  }

  private static List<Signal> signals(DriftDetector detector, double[] values) {
    List<Signal> signals = new ArrayList<>();
    for (double value : values) {
      signals.add(detector.add(value));
    }
    return signals;
  }

  @Test
  void usageExample() {
    DriftDetector detector = new AdwinConfig(0.002, 32).detector();
    int drifts = 0;
    for (double error : errors()) {
      if (detector.add(error) == Signal.DRIFT && detector.isRising()) {
        assertThat(detector.statistic()).isGreaterThan(detector.threshold());
        drifts++;
      }
    }
    assertThat(drifts).isPositive();
  }

  @ParameterizedTest
  @MethodSource("every")
  void restoredAtEveryPointGoesOnBitForBit(DetectorConfig config) {
    DriftDetector undisturbed = config.detector();
    DriftDetector restored = config.detector();
    for (double error : errors()) {
      byte[] state = restored.state();
      restored = config.detector();
      restored.restore(state);

      assertThat(restored.state()).isEqualTo(state);
      assertThat(restored.add(error)).isEqualTo(undisturbed.add(error));
      assertThat(restored.statistic()).isEqualTo(undisturbed.statistic());
      assertThat(restored.threshold()).isEqualTo(undisturbed.threshold());
      assertThat(restored.isRising()).isEqualTo(undisturbed.isRising());
      assertThat(restored.state()).isEqualTo(undisturbed.state());
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void usedDetectorBecomesWhatIsRestored(DetectorConfig config) {
    DriftDetector used = config.detector();
    signals(used, errors());
    DriftDetector fresh = config.detector();

    used.restore(fresh.state());

    assertThat(signals(used, errors())).isEqualTo(signals(fresh, errors()));
    assertThat(used.state()).isEqualTo(fresh.state());
  }

  @ParameterizedTest
  @MethodSource("every")
  void driftIsToldSoonAfterTheChangeWithItsStatistic(DetectorConfig config) {
    DriftDetector detector = config.detector();
    double[] errors = errors();
    boolean told = false;
    for (int i = 0; i < 2000; i++) {
      if (detector.add(errors[i]) == Signal.DRIFT) {
        assertThat(detector.statistic()).isGreaterThan(detector.threshold());
        told |= i > 1000 && i < 1300 && detector.isRising();
      }
    }
    assertThat(told).isTrue();
  }

  @ParameterizedTest
  @MethodSource("every")
  void valuesThatCannotBeUsedAreCountedAndChangeNothing(DetectorConfig config) {
    DriftDetector detector = config.detector();
    DriftDetector spared = config.detector();
    double[] unusable = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e100, -Double.MAX_VALUE
    };
    int i = 0;
    for (double error : errors()) {
      assertThat(detector.add(unusable[i++ % unusable.length])).isEqualTo(Signal.NONE);
      assertThat(detector.add(error)).isEqualTo(spared.add(error));
      assertThat(detector.statistic()).isEqualTo(spared.statistic());
    }
    assertThat(detector.ignored()).isEqualTo(i);
  }

  @ParameterizedTest
  @MethodSource("every")
  void resetIsAsNew(DetectorConfig config) {
    DriftDetector detector = config.detector();
    detector.add(Double.NaN);
    List<Signal> signals = signals(detector, errors());

    detector.reset();

    assertThat(detector.state()).isEqualTo(config.detector().state());
    assertThat(detector.statistic()).isZero();
    assertThat(signals(detector, errors())).isEqualTo(signals);
  }

  @ParameterizedTest
  @MethodSource("every")
  void stateThatEndsEarlyOrLateIsRefused(DetectorConfig config) {
    DriftDetector detector = config.detector();
    signals(detector, Arrays.copyOf(errors(), 999));
    byte[] state = detector.state();
    for (int length = 0; length < state.length; length++) {
      refuses(config, Arrays.copyOf(state, length));
    }
    refuses(config, Arrays.copyOf(state, state.length + 1));
  }

  @ParameterizedTest
  @MethodSource("every")
  void stateOfALaterFormatOrOfAnotherDetectorIsRefused(DetectorConfig config) {
    byte[] later = config.detector().state();
    later[0] = 2;
    refuses(config, later);
    for (DetectorConfig other : every()) {
      if (other.getClass() != config.getClass()) {
        refuses(config, other.detector().state());
      }
    }
  }

  private static void refuses(DetectorConfig config, byte[] damaged) {
    DriftDetector detector = config.detector();
    assertThatThrownBy(() -> detector.restore(damaged))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("drift detector");
    assertThat(detector.state()).isEqualTo(config.detector().state());
  }

  /** Whatever a byte turns into: refused, or a state that can be. */
  @ParameterizedTest
  @MethodSource("every")
  void aDamagedByteIsRefusedOrDoesNoHarm(DetectorConfig config) {
    DriftDetector detector = config.detector();
    signals(detector, Arrays.copyOf(errors(), 1500));
    byte[] state = detector.state();
    int refused = 0;
    for (int i = 0; i < state.length; i += i < 128 ? 1 : 5) { // later bytes are of a kind
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = state.clone();
        damaged[i] ^= (byte) (1 << bit);
        refused += canBeUsed(config, damaged) ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(8);
  }

  private static boolean canBeUsed(DetectorConfig config, byte[] state) {
    DriftDetector detector = config.detector();
    try {
      detector.restore(state);
    } catch (MalformedRecordException e) {
      return false;
    }
    boolean sane = true;
    for (int i = 0; i < 50; i++) {
      detector.add(i % 2);
      sane &= Double.isFinite(detector.statistic()) && detector.threshold() >= 0;
    }
    assertThat(sane).isTrue();
    return true;
  }

  @Test
  void settingsThatCannotBeAreRefusedByName() {
    refuses("delta", () -> new AdwinConfig(0, 32));
    refuses("delta", () -> new AdwinConfig(Double.NaN, 32));
    refuses("every", () -> new AdwinConfig(0.1, 0));
    refuses("leastValues", () -> new PageHinkleyConfig(0, 0, 1, 1, false));
    refuses("tolerance", () -> new PageHinkleyConfig(1, -1, 1, 1, false));
    refuses("threshold", () -> new PageHinkleyConfig(1, 0, 0, 1, false));
    refuses("fading", () -> new PageHinkleyConfig(1, 0, 1, 1.1, false));
    refuses("warning", () -> new DdmConfig(1, 0, 1));
    refuses("drift", () -> new DdmConfig(1, 2, 1));
    refuses("alpha", () -> new KswinConfig(1, 100, 30, 1));
    refuses("sample", () -> new KswinConfig(0.1, 100, 0, 1));
    refuses("window", () -> new KswinConfig(0.1, 60, 30, 1));
    refuses("window", () -> new KswinConfig(0.1, Integer.MAX_VALUE, 30, 1));
  }

  private static void refuses(String name, Runnable settings) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must be");
  }
}

package io.gradstream.learning.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlarmsTest {

  private static final Position AT = new Position(0, "t", 0, 0);

  private final Random random = new Random(3);

  /** What errors are like. */
  enum Errors {
    NORMAL(random -> Math.abs(random.nextGaussian())),
    EVEN(Random::nextDouble),
    /** Without a variance. */
    HEAVY(random -> Math.pow(random.nextDouble(), -0.75)),
    /** One in ten is none. */
    FEW(random -> random.nextInt(10) == 0 ? random.nextDouble() : 0);

    private final ToDoubleFunction<Random> next;

    Errors(ToDoubleFunction<Random> next) {
      this.next = next;
    }
  }

  private static double measure(Alarms alarms, String name) {
    return MetricReport.value(name, alarms.measures()).orElseThrow();
  }

  private static void learn(Alarms alarms, int events, DoubleSupplier error) {
    for (int i = 0; i < events; i++) {
      alarms.learn(AT, error.getAsDouble());
    }
  }

  @Test
  void usageExample() {
    Alarms alarms = new Alarms(0.001);
    learn(alarms, 2000, () -> Math.abs(random.nextGaussian()));

    Anomaly usual = alarms.judge(1);
    Anomaly jump = alarms.judge(20);

    assertThat(usual.isAlarm()).isFalse();
    assertThat(jump.isAlarm()).isTrue();
    assertThat(jump.score()).isGreaterThan(usual.score()).isLessThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void theRateIsReachedWhateverTheErrorsAreLike(Errors errors) {
    for (double rate : new double[] {0.01, 0.001}) {
      Alarms alarms = new Alarms(rate);
      int events = (int) (1000 / rate);
      learn(alarms, events, () -> errors.next.applyAsDouble(random));

      assertThat(measure(alarms, "alarms.rate")).isCloseTo(rate, within(0.1 * rate));
      assertThat(measure(alarms, "alarms.judged")).isEqualTo(events - 100);
    }
  }

  @Test
  void theRateIsReachedThoughErrorsGrowAThousandfold() {
    Alarms alarms = new Alarms(0.01);
    int[] events = {0};
    learn(alarms, 200_000, () -> Math.pow(10, events[0]++ / 66_666.0) * random.nextDouble());

    assertThat(measure(alarms, "alarms.rate")).isCloseTo(0.01, within(0.002));
  }

  @Test
  void ofARunOfLargeErrorsFewAreAlarms() {
    Alarms alarms = new Alarms(0.001);
    learn(alarms, 5000, random::nextDouble);
    double before = measure(alarms, "alarms.raised");
    learn(alarms, 200, () -> 10 + random.nextDouble());

    assertThat(measure(alarms, "alarms.raised") - before).isBetween(1.0, 6.0);
  }

  @Test
  void beforeAHundredErrorsThereIsNoEvidence() {
    Alarms alarms = new Alarms(0.1);
    for (int i = 0; i < 100; i++) {
      assertThat(alarms.judge(1e6)).isEqualTo(Anomaly.NONE);
      alarms.learn(AT, 1);
    }
    assertThat(alarms.judge(1e6).isAlarm()).isTrue();
  }

  @Test
  void whoWasNeverWrongIsSurprisedByAnyError() {
    Alarms alarms = new Alarms(0.001);
    learn(alarms, 500, () -> 0);

    assertThat(alarms.judge(0)).isEqualTo(Anomaly.NONE);
    assertThat(alarms.judge(1e-6).isAlarm()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
  void anErrorThatIsNoFloatTellsNothing(double error) throws IOException {
    Alarms alarms = new Alarms(0.01);
    learn(alarms, 500, random::nextDouble);
    byte[] before = bytes(alarms);

    assertThat(alarms.judge(error)).isEqualTo(Anomaly.NONE);
    alarms.learn(AT, error);
    assertThat(bytes(alarms)).isEqualTo(before);
  }

  @Test
  void toldIsWhatWasJudgedBeforeTheErrorWasKnown() {
    Alarms alarms = new Alarms(0.05);
    List<Anomaly> told = new ArrayList<>();
    alarms.listen((position, anomaly) -> told.add(anomaly));
    List<Anomaly> judged = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      double error = random.nextDouble();
      judged.add(alarms.judge(error));
      alarms.learn(AT, error);
    }

    assertThat(told).isEqualTo(judged).anyMatch(Anomaly::isAlarm);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 100, 20_000})
  void restoredItGoesOnBitForBit(int events) throws IOException {
    Alarms alarms = new Alarms(0.01);
    learn(alarms, events, random::nextDouble);
    Alarms restored = new Alarms(0.01);
    restored.read(new DataInputStream(new ByteArrayInputStream(bytes(alarms))));
    for (int i = 0; i < 500; i++) {
      double error = random.nextDouble();
      assertThat(restored.judge(error)).isEqualTo(alarms.judge(error));
      alarms.learn(AT, error);
      restored.learn(AT, error);
    }

    assertThat(bytes(restored)).isEqualTo(bytes(alarms));
  }

  @Test
  void itsStateIsBoundedAndBrokenOnesAreRefused() throws IOException {
    Alarms alarms = new Alarms(0.01);
    double[] error = {1e9};
    learn(alarms, 100_000, () -> error[0] -= 1);
    byte[] whole = bytes(alarms);

    assertThat(whole.length).isLessThan(2000);
    for (int at = 0; at < whole.length; at++) {
      byte[] broken = whole.clone();
      broken[at] ^= (byte) 0x80;
      try {
        alarms.read(new DataInputStream(new ByteArrayInputStream(broken)));
        assertThat(alarms.judge(5e8).score()).isBetween(0.0, 1.0);
      } catch (IOException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    byte[] none = whole.clone();
    Arrays.fill(none, (byte) 0xFF);
    assertThatThrownBy(() -> alarms.read(new DataInputStream(new ByteArrayInputStream(none))))
        .isInstanceOf(IOException.class);
  }

  private static byte[] bytes(Alarms alarms) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    alarms.write(new DataOutputStream(out));
    return out.toByteArray();
  }
}

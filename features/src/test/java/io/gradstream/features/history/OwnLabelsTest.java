package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers by what they were before for the same name. */
class OwnLabelsTest {

  private static final int SERIES = 5;

  private final Random random = new Random(3);
  private final OwnLabels own = new OwnLabels(0);
  private final double[] level = {100, 1000, -50, 7, 0};

  private static Event event(int series) {
    return Event.of("s" + series);
  }

  /** Mean absolute error over the last half of so many steps of each series. */
  private double error(int steps, double wander, double noise, double slope) {
    double sum = 0;
    int count = 0;
    for (int step = 0; step < steps * SERIES; step++) {
      int series = step % SERIES;
      level[series] += wander * random.nextGaussian() + slope;
      double label = level[series] + noise * random.nextGaussian();
      if (step > steps * SERIES / 2) {
        sum += Math.abs(own.of(event(series), 0) - label);
        count++;
      }
      own.learn(event(series), label);
    }
    return sum / count;
  }

  @Test
  void usageExample() {
    assertThat(own.of(event(1), 8)).isEqualTo(8); // none yet
    own.learn(event(1), 20);
    own.learn(event(2), 30);

    assertThat(own.of(event(1), 8)).isEqualTo(20);
    assertThat(own.of(event(2), 8)).isEqualTo(30);
  }

  /** The last value is the best guess there is: of a deviation of 2 the mean distance is 1.6. */
  @Test
  void aLevelThatWandersIsItsLastValue() {
    assertThat(error(800, 2, 0, 0)).isCloseTo(1.6, within(0.15));
  }

  /** The last value would be off by 1.13 deviations, a long mean by little more than 0.8. */
  @Test
  void aLevelThatStandsIsAMean() {
    assertThat(error(800, 0, 2, 0)).isLessThan(0.92 * 2);
  }

  @Test
  void aLevelThatRisesIsGuessedWithItsChange() {
    assertThat(error(200, 0, 0, 4)).isLessThan(2.1);
  }

  @Test
  void whatIsReadBackGoesOnBitForBit() throws IOException {
    error(50, 2, 1, 0);
    OwnLabels read = new OwnLabels(0);
    read.learn(event(77), 1); // must leave no trace
    read.restore(in(bytes(own)));
    for (int step = 0; step < 100; step++) {
      Event event = event(random.nextInt(8));
      assertThat(read.of(event, 3)).isEqualTo(own.of(event, 3));
      double label = random.nextGaussian();
      read.learn(event, label);
      own.learn(event, label);
    }
    assertThat(bytes(read)).isEqualTo(bytes(own));
  }

  @Test
  void moreSlotsThanThereAreAreRefused() throws IOException {
    byte[] bytes = bytes(own);
    bytes[48] = 1; // of the count of slots

    assertThatThrownBy(() -> own.restore(in(bytes))).hasMessageContaining("must be in 0..4096");
  }

  private static byte[] bytes(OwnLabels own) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    own.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}

package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DriftStateTest {

  private static final List<String> INPUTS = List.of("speed", "height", "width");
  private static final int EXAMPLES = 6000;

  /** Small, so that everything happens soon and the bytes are few. */
  private static final DriftConfig SMALL =
      new DriftConfig(
          new MonitorConfig(
              Optional.of(AdwinConfig.DEFAULT),
              Optional.empty(),
              Optional.of(PageHinkleyConfig.DEFAULT),
              Optional.of(new InputsConfig(2, 1, 0.0001, 60, 25))),
          new LadderConfig(
              Optional.of(new RateRaiseConfig(3, 100)),
              Optional.of(RefreshConfig.DEFAULT),
              Optional.of(new ChallengerConfig(Command.Start.FRESH, 1, 0.05, 100, 600)),
              Optional.of(new RollBackConfig(0.05, 300)),
              100,
              250,
              0.1,
              true));

  private static Drift drift(LossKind kind) {
    return new Drift(SMALL, kind, 5, INPUTS);
  }

  /** One example of a stream in which errors and inputs jump, and a challenger does better. */
  private static List<Command> next(Drift drift, LossKind kind, int i) {
    Random random = new Random(i);
    random.nextDouble();
    double error = i < 2000 ? 0.1 : i < 4500 ? 0.5 : 0.9;
    double luck = random.nextDouble();
    double size = Math.abs(random.nextGaussian()) * (i < 2000 ? 1 : i < 4500 ? 3 : 9);
    double share = i < 4500 ? 0.8 : 1.1; // of the incumbent's
    double loss = kind == LossKind.RATE ? luck < error ? 1 : 0 : size;
    double other = kind == LossKind.RATE ? luck < share * error ? 1 : 0 : share * size;
    float[] inputs = {
      (float) random.nextGaussian() + (i < 3000 ? 0 : 4), random.nextFloat(), Float.NaN
    };
    boolean isScored = drift.hasChallenger() && i % 7 != 0;
    return drift.after(loss, inputs, isScored ? OptionalDouble.of(other) : OptionalDouble.empty());
  }

  static byte[] bytes(Drift drift) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      drift.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  static boolean read(byte[] bytes, Drift into) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    boolean goesOn = into.read(in);
    if (in.available() > 0) { // as any owner looks after
      throw new IOException("bytes are left over");
    }
    return goesOn;
  }

  @ParameterizedTest
  @EnumSource
  void restoredAtEveryPointGoesOnBitForBit(LossKind kind) throws IOException {
    Drift undisturbed = drift(kind);
    Drift restored = drift(kind);
    List<Command> all = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      byte[] state = bytes(restored);
      restored = drift(kind);
      assertThat(read(state, restored)).isTrue();
      assertThat(bytes(restored)).isEqualTo(state);

      List<Command> commands = next(undisturbed, kind, i);
      assertThat(next(restored, kind, i)).isEqualTo(commands);
      assertThat(restored.hasChallenger()).isEqualTo(undisturbed.hasChallenger());
      assertThat(restored.rateFactor()).isEqualTo(undisturbed.rateFactor());
      all.addAll(commands);
    }
    assertThat(bytes(restored)).isEqualTo(bytes(undisturbed));
    assertThat(restored.reactions()).isEqualTo(undisturbed.reactions());
    assertThat(restored.detections()).isEqualTo(undisturbed.detections()).isNotEmpty();
    assertThat(restored.measures()).isEqualTo(undisturbed.measures());
    for (Class<?> kindOfCommand : Command.class.getPermittedSubclasses()) {
      if (kindOfCommand != Command.Start.class) {
        assertThat(all).as(kindOfCommand.getSimpleName()).anyMatch(kindOfCommand::isInstance);
      }
    }
  }

  @Test
  void clearedIsAsNew() {
    Drift drift = drift(LossKind.RATE);
    for (int i = 0; i < EXAMPLES; i++) {
      next(drift, LossKind.RATE, i);
    }
    drift.clear();

    assertThat(bytes(drift)).isEqualTo(bytes(drift(LossKind.RATE)));
    assertThat(drift.reactions()).isEmpty();
    assertThat(drift.rateFactor()).isEqualTo(1);
  }

  /** A challenger of a ladder that is no more: its owner learns that there is to be none. */
  @Test
  void stateOfOtherSettingsBeginsAnew() throws IOException {
    Drift drift = drift(LossKind.RATE);
    for (int i = 0; i < 2200; i++) {
      next(drift, LossKind.RATE, i);
    }
    assertThat(drift.hasChallenger()).isTrue();
    for (Drift other :
        new Drift[] {
          new Drift(DriftConfig.DEFAULT, LossKind.RATE, 5, INPUTS),
          new Drift(SMALL, LossKind.SIZE, 5, INPUTS),
          new Drift(SMALL, LossKind.RATE, 6, INPUTS),
          new Drift(SMALL, LossKind.RATE, 5, List.of("speed", "height", "depth"))
        }) {
      byte[] asNew = bytes(other);
      other.after(1, new float[3], OptionalDouble.empty());

      assertThat(read(bytes(drift), other)).isFalse();
      assertThat(bytes(other)).isEqualTo(asNew);
      assertThat(other.hasChallenger()).isFalse();
    }
  }

  private static byte[] inTheMiddle() {
    Drift drift = drift(LossKind.RATE);
    for (int i = 0; i < 2200; i++) {
      next(drift, LossKind.RATE, i);
    }
    return bytes(drift);
  }

  /** Each written by its format, once: every later one must read it. */
  @ParameterizedTest
  @ValueSource(strings = {"first-format.bin", "second-format.bin"})
  void stateOfEveryFormatIsRead(String file) throws IOException {
    Drift read = drift(LossKind.RATE);

    assertThat(read(golden(file), read)).isTrue();
    assertThat(bytes(read)).isEqualTo(inTheMiddle());
    assertThat(read.hasChallenger()).isTrue();
    assertThat(read.reactions()).isNotEmpty();
  }

  private static byte[] golden(String file) throws IOException {
    try (InputStream in = DriftStateTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatIsWrittenIsTheSecondFormatToTheLetter() throws IOException {
    assertThat(inTheMiddle()).isEqualTo(golden("second-format.bin"));
  }

  @Test
  void stateThatEndsEarlyIsRefused() {
    byte[] state = inTheMiddle();
    for (int length = 0; length < state.length; length += length < 300 ? 1 : 7) {
      byte[] cut = Arrays.copyOf(state, length);
      Drift drift = drift(LossKind.RATE);
      assertThatThrownBy(() -> read(cut, drift)).isInstanceOf(IOException.class);
      assertThat(bytes(drift)).isEqualTo(bytes(drift(LossKind.RATE)));
    }
  }

  @Test
  void aLaterFormatIsRefusedByItsNumber() {
    byte[] state = inTheMiddle();
    state[0] = 3;

    assertThatThrownBy(() -> read(state, drift(LossKind.RATE)))
        .hasMessage("the drift ladder has format 3, and 1..2 can be read");
  }

  /** Whatever a bit turns into: refused, of other settings, or a state to go on from. */
  @Test
  void aDamagedBitIsRefusedOrDoesNoHarm() {
    byte[] state = inTheMiddle();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 8 * state.length; i += 1 + random.nextInt(23)) {
      byte[] damaged = state.clone();
      damaged[i / 8] ^= (byte) (1 << i % 8);
      refused += canBeUsed(damaged) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(50);
  }

  private static boolean canBeUsed(byte[] state) {
    Drift drift = drift(LossKind.RATE);
    try {
      read(state, drift);
    } catch (IOException e) {
      assertThat(bytes(drift)).isEqualTo(bytes(drift(LossKind.RATE))); // as new
      return false;
    }
    for (int i = 2200; i < 3000; i++) {
      next(drift, LossKind.RATE, i);
    }
    assertThat(drift.rateFactor()).isBetween(1.0, 3.0);
    return true;
  }

  @Test
  void memoryIsBounded() {
    Drift drift = drift(LossKind.SIZE);
    int largest = 0;
    for (int i = 0; i < 300_000; i++) {
      Random random = new Random(i);
      double size = i / 1000 % 2 == 0 ? 1 : 6; // a drift each thousand
      drift.after(
          size * random.nextFloat(), new float[] {i / 500 % 3, i % 7, 1}, OptionalDouble.of(size));
      largest = i % 500 == 0 ? Math.max(largest, bytes(drift).length) : largest;
    }
    assertThat(drift.reactions()).hasSize(64);
    assertThat(drift.detections()).hasSize(64);
    assertThat(largest).isLessThan(32 * 1024);
  }
}

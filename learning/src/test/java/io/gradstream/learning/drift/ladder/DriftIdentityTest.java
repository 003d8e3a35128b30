package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By what a state of drift is known as that of a configuration. */
final class DriftIdentityTest {

  private static final List<String> INPUTS = List.of("speed", "height", "width");

  /** All there is, and nothing as it is by default. */
  private static final DriftConfig EVERYTHING =
      new DriftConfig(
          new MonitorConfig(
              Optional.of(new AdwinConfig(0.01, 16)),
              Optional.of(new DdmConfig(40, 2.5, 3.25)),
              Optional.of(new PageHinkleyConfig(20, 0.25, 30, 0.5, true)),
              Optional.of(new InputsConfig(3, 5, 0.001, 200, 70))),
          new LadderConfig(
              Optional.of(new RateRaiseConfig(3, 100)),
              Optional.of(new RefreshConfig(0.25)),
              Optional.of(new ChallengerConfig(Command.Start.CURRENT, 1.5, 0.02, 300, 700)),
              Optional.of(new RollBackConfig(0.03, 900)),
              150,
              400,
              0.125,
              true));

  /** Most is absent; one of the files of the first format is of it. */
  private static final DriftConfig FEW =
      new DriftConfig(
          new MonitorConfig(
              Optional.empty(),
              Optional.of(new DdmConfig(40, 2.5, 3.25)),
              Optional.empty(),
              Optional.empty()),
          new LadderConfig(
              Optional.empty(),
              Optional.of(new RefreshConfig(0.25)),
              Optional.of(new ChallengerConfig(Command.Start.KEPT, 1.5, 0.02, 0, 12_345_678)),
              Optional.of(new RollBackConfig(0.0000001, 40)),
              50,
              1_000_000,
              10_000_000,
              true));

  private static DriftIdentity identity(DriftConfig config) {
    return DriftIdentity.of(config, LossKind.RATE, -5, INPUTS);
  }

  /** What is on disks: no name of a class or of a field is in it, but for constants of enums. */
  @Test
  void bytesAreThoseThatWereWrittenFirst() {
    assertThat(HexFormat.of().formatHex(identity(EVERYTHING).toBytes()))
        .isEqualTo(
            "013f847ae147ae147b1001284004000000000000400a00000000000001143fd0000000000000403e"
                + "0000000000003fe0000000000000010103053f50624dd2f1a9fcc801460140080000000000006401"
                + "3fd0000000000000010743555252454e543ff80000000000003f947ae147ae147bac02bc05013f9e"
                + "b851eb851eb88407960190033fc0000000000000010452415445fffffffffffffffb03bee24065");
    assertThat(HexFormat.of().formatHex(identity(FEW).toBytes()))
        .isEqualTo(
            "0001284004000000000000400a000000000000000000013fd000000000000001044b4550543ff800"
                + "00000000003f947ae147ae147b00cec2f105013e7ad7f29abcaf482832c0843d416312d000000000"
                + "010452415445fffffffffffffffb03bee24065");
  }

  static List<DriftIdentity> identities() {
    List<DriftIdentity> all = new ArrayList<>();
    for (DriftConfig config : List.of(EVERYTHING, FEW, DriftConfig.DEFAULT)) {
      for (LossKind kind : LossKind.values()) {
        all.add(DriftIdentity.of(config, kind, Long.MIN_VALUE, List.of()));
        all.add(DriftIdentity.of(config, kind, 7, INPUTS));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("identities")
  void comesBackFromItsBytes(DriftIdentity identity) throws IOException {
    assertThat(DriftIdentity.of(identity.toBytes())).isEqualTo(identity);
  }

  /** One that is not written would let a state go on under other settings. */
  @Test
  void everyComponentOfEveryRecordIsInTheBytesAndInTheTextOfTheFirstFormat() throws Exception {
    List<Object> changed = changes(identity(EVERYTHING));
    Set<String> bytes = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Object each : changed) {
      DriftIdentity identity = (DriftIdentity) each;
      bytes.add(HexFormat.of().formatHex(identity.toBytes()));
      texts.add(FirstIdentity.of(identity));
      assertThat(DriftIdentity.of(identity.toBytes())).isEqualTo(identity);
    }
    bytes.add(HexFormat.of().formatHex(identity(EVERYTHING).toBytes()));
    texts.add(FirstIdentity.of(identity(EVERYTHING)));

    assertThat(changed).hasSizeGreaterThan(35);
    assertThat(bytes).hasSize(changed.size() + 1);
    assertThat(texts).hasSize(changed.size() + 1);
  }

  /** The record with one number, name or part changed, in every way there is. */
  private static List<Object> changes(Object record) throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      components[i].getAccessor().setAccessible(true);
      values[i] = components[i].getAccessor().invoke(record);
      types[i] = components[i].getType();
    }
    var constructor = record.getClass().getDeclaredConstructor(types);
    List<Object> changes = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      for (Object other : others(values[i])) {
        Object[] changed = values.clone();
        changed[i] = other;
        changes.add(constructor.newInstance(changed));
      }
    }
    return changes;
  }

  private static List<Object> others(Object value) throws ReflectiveOperationException {
    if (value instanceof Optional<?> optional) {
      List<Object> others = new ArrayList<>(List.of(Optional.empty()));
      changes(optional.orElseThrow()).forEach(change -> others.add(Optional.of(change)));
      return others;
    } else if (value instanceof Integer number) {
      return List.of(number + 1);
    } else if (value instanceof Long number) {
      return List.of(number + 1);
    } else if (value instanceof Double number) {
      return List.of(0.9 * number);
    } else if (value instanceof Boolean isTrue) {
      return List.of(!isTrue);
    } else if (value instanceof Enum<?> constant) {
      List<Object> others = new ArrayList<>(Arrays.asList(value.getClass().getEnumConstants()));
      others.remove(constant);
      return others;
    }
    return changes(value);
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] bytes = identity(EVERYTHING).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DriftIdentity.of(cut)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> DriftIdentity.of(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("1 bytes are left over of the settings of drift");
  }

  @Test
  void valuesThatNoSettingsMayHaveAreRefusedByTheirRule() {
    byte[] bytes = identity(EVERYTHING).toBytes();
    bytes[1] ^= 0x40; // of adwin's delta

    assertThatThrownBy(() -> DriftIdentity.of(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no settings of drift: delta must be above 0.0 and below 1.0: ");
  }

  static List<FirstState> firstStates() {
    return List.of(
        new FirstState("first-format-default.bin", DriftConfig.DEFAULT, LossKind.SIZE, 7, INPUTS),
        new FirstState("first-format-others.bin", FEW, LossKind.RATE, -5, List.of()));
  }

  /** A state as release 0.1 wrote it before there was a second format. */
  private record FirstState(
      String file, DriftConfig config, LossKind kind, long seed, List<String> inputs) {

    byte[] bytes() throws IOException {
      try (InputStream in = DriftIdentityTest.class.getResourceAsStream(file)) {
        return in.readAllBytes();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("firstStates")
  void stateOfTheFirstFormatGoesOnWhereItsTextIsOfTheSameSettings(FirstState first)
      throws IOException {
    Drift same = new Drift(first.config(), first.kind(), first.seed(), first.inputs());
    Drift other = new Drift(first.config(), first.kind(), first.seed() + 1, first.inputs());

    assertThat(DriftStateTest.read(first.bytes(), same)).isTrue();
    assertThat(DriftStateTest.read(first.bytes(), other)).isFalse();
    byte[] second = DriftStateTest.bytes(same);
    assertThat(second).startsWith(2).hasSizeLessThan(first.bytes().length);
    Drift again = new Drift(first.config(), first.kind(), first.seed(), first.inputs());
    assertThat(DriftStateTest.read(second, again)).isTrue();
    assertThat(DriftStateTest.bytes(again)).isEqualTo(second);
  }
}

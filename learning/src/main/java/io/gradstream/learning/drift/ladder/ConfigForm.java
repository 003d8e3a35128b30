package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The binary form of a {@link DriftConfig}, field by field in the order in which they stand here.
 * Numbers that count are of variable length, all others doubles; what may be absent comes behind a
 * boolean; enums go by name. The form has no version of its own: it is part of {@link Drift}'s.
 */
final class ConfigForm {

  private ConfigForm() {}

  @FunctionalInterface
  private interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static void write(DriftConfig config, DataOutput out) throws IOException {
    MonitorConfig monitor = config.monitor();
    write(monitor.adwin(), ConfigForm::write, out);
    write(monitor.ddm(), ConfigForm::write, out);
    write(monitor.pageHinkley(), ConfigForm::write, out);
    write(monitor.inputs(), ConfigForm::write, out);
    LadderConfig ladder = config.ladder();
    write(ladder.raiseRate(), ConfigForm::write, out);
    write(ladder.refreshUnits(), ConfigForm::write, out);
    write(ladder.challenger(), ConfigForm::write, out);
    write(ladder.rollBack(), ConfigForm::write, out);
    Compact.writeUnsigned(ladder.window(), out);
    Compact.writeUnsigned(ladder.patience(), out);
    out.writeDouble(ladder.margin());
    out.writeBoolean(ladder.onInputs());
  }

  /**
   * @throws IllegalArgumentException if a value breaks a rule of its settings
   */
  static DriftConfig read(DataInput in) throws IOException {
    MonitorConfig monitor =
        new MonitorConfig(
            optional(ConfigForm::readAdwin, in),
            optional(ConfigForm::readDdm, in),
            optional(ConfigForm::readPageHinkley, in),
            optional(ConfigForm::readInputs, in));
    LadderConfig ladder =
        new LadderConfig(
            optional(ConfigForm::readRateRaise, in),
            optional(ConfigForm::readRefresh, in),
            optional(ConfigForm::readChallenger, in),
            optional(ConfigForm::readRollBack, in),
            count(in),
            count(in),
            in.readDouble(),
            in.readBoolean());
    return new DriftConfig(monitor, ladder);
  }

  private static <T> void write(Optional<T> config, Writer<T> writer, DataOutput out)
      throws IOException {
    out.writeBoolean(config.isPresent());
    if (config.isPresent()) {
      writer.write(config.get(), out);
    }
  }

  private static <T> Optional<T> optional(Reader<T> reader, DataInput in) throws IOException {
    return in.readBoolean() ? Optional.of(reader.read(in)) : Optional.empty();
  }

  private static int count(DataInput in) throws IOException {
    return Compact.readCount(Integer.MAX_VALUE, in);
  }

  private static void write(AdwinConfig config, DataOutput out) throws IOException {
    out.writeDouble(config.delta());
    Compact.writeUnsigned(config.every(), out);
  }

  private static AdwinConfig readAdwin(DataInput in) throws IOException {
    return new AdwinConfig(in.readDouble(), count(in));
  }

  private static void write(DdmConfig config, DataOutput out) throws IOException {
    Compact.writeUnsigned(config.leastValues(), out);
    out.writeDouble(config.warning());
    out.writeDouble(config.drift());
  }

  private static DdmConfig readDdm(DataInput in) throws IOException {
    return new DdmConfig(count(in), in.readDouble(), in.readDouble());
  }

  private static void write(PageHinkleyConfig config, DataOutput out) throws IOException {
    Compact.writeUnsigned(config.leastValues(), out);
    out.writeDouble(config.tolerance());
    out.writeDouble(config.threshold());
    out.writeDouble(config.fading());
    out.writeBoolean(config.fromLeast());
  }

  private static PageHinkleyConfig readPageHinkley(DataInput in) throws IOException {
    return new PageHinkleyConfig(
        count(in), in.readDouble(), in.readDouble(), in.readDouble(), in.readBoolean());
  }

  private static void write(InputsConfig config, DataOutput out) throws IOException {
    Compact.writeUnsigned(config.most(), out);
    Compact.writeUnsigned(config.every(), out);
    out.writeDouble(config.alpha());
    Compact.writeUnsigned(config.window(), out);
    Compact.writeUnsigned(config.sample(), out);
  }

  private static InputsConfig readInputs(DataInput in) throws IOException {
    return new InputsConfig(count(in), count(in), in.readDouble(), count(in), count(in));
  }

  private static void write(RateRaiseConfig config, DataOutput out) throws IOException {
    out.writeDouble(config.factor());
    Compact.writeUnsigned(config.examples(), out);
  }

  private static RateRaiseConfig readRateRaise(DataInput in) throws IOException {
    return new RateRaiseConfig(in.readDouble(), count(in));
  }

  private static void write(RefreshConfig config, DataOutput out) throws IOException {
    out.writeDouble(config.share());
  }

  private static RefreshConfig readRefresh(DataInput in) throws IOException {
    return new RefreshConfig(in.readDouble());
  }

  private static void write(ChallengerConfig config, DataOutput out) throws IOException {
    Names.write(config.from(), out);
    out.writeDouble(config.rateFactor());
    out.writeDouble(config.alpha());
    Compact.writeUnsigned(config.warmUp(), out);
    Compact.writeUnsigned(config.trial(), out);
  }

  private static ChallengerConfig readChallenger(DataInput in) throws IOException {
    return new ChallengerConfig(
        Names.read(Command.Start.class, in),
        in.readDouble(),
        in.readDouble(),
        count(in),
        count(in));
  }

  private static void write(RollBackConfig config, DataOutput out) throws IOException {
    out.writeDouble(config.alpha());
    Compact.writeUnsigned(config.keepEvery(), out);
  }

  private static RollBackConfig readRollBack(DataInput in) throws IOException {
    return new RollBackConfig(in.readDouble(), count(in));
  }
}

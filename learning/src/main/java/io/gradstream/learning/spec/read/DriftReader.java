package io.gradstream.learning.spec.read;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import io.gradstream.learning.drift.ladder.ChallengerConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.drift.ladder.RateRaiseConfig;
import io.gradstream.learning.drift.ladder.RefreshConfig;
import io.gradstream.learning.drift.ladder.RollBackConfig;
import io.gradstream.learning.spec.yaml.Section;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a valid spec says of drift. */
final class DriftReader {

  private final Section drift;

  private DriftReader(Section drift) {
    this.drift = drift;
  }

  /** Empty where drift is off. */
  static Optional<DriftConfig> read(Section learn) {
    return part(learn, "drift", drift -> new DriftReader(drift).read());
  }

  private DriftConfig read() {
    return new DriftConfig(monitor(), ladder());
  }

  /** Empty where the key is off. */
  private static <T> Optional<T> part(Section of, String key, Function<Section, T> reader) {
    return of.find(key, Section.class).map(reader);
  }

  private MonitorConfig monitor() {
    return new MonitorConfig(
        part(drift, "adwin", of -> new AdwinConfig(number(of, "delta"), of.whole("every"))),
        part(drift, "ddm", DriftReader::ddm),
        part(drift, "pageHinkley", DriftReader::pageHinkley),
        part(drift, "inputs", DriftReader::inputs));
  }

  private static DdmConfig ddm(Section ddm) {
    double drift = number(ddm, "drift");
    return new DdmConfig(ddm.whole("leastValues"), DdmConfig.DEFAULT.warning(), drift);
  }

  private static PageHinkleyConfig pageHinkley(Section of) {
    return new PageHinkleyConfig(
        of.whole("leastValues"),
        number(of, "tolerance"),
        number(of, "threshold"),
        number(of, "fading"),
        PageHinkleyConfig.DEFAULT.fromLeast());
  }

  private static InputsConfig inputs(Section of) {
    return new InputsConfig(
        of.whole("most"),
        of.whole("every"),
        number(of, "alpha"),
        of.whole("window"),
        of.whole("sample"));
  }

  private LadderConfig ladder() {
    return new LadderConfig(
        part(drift, "raiseRate", DriftReader::raiseRate),
        part(drift, "refreshUnits", of -> new RefreshConfig(number(of, "share"))),
        part(drift, "challenger", DriftReader::challenger),
        part(drift, "rollBack", DriftReader::rollBack),
        drift.whole("window"),
        drift.whole("patience"),
        number(drift, "margin"),
        part(drift, "inputs", of -> of.get("react", Boolean.class)).orElse(false));
  }

  private static RateRaiseConfig raiseRate(Section of) {
    return new RateRaiseConfig(number(of, "factor"), of.whole("examples"));
  }

  private static ChallengerConfig challenger(Section of) {
    return new ChallengerConfig(
        Start.valueOf(EnumNames.of(of.get("from", String.class))),
        number(of, "rateFactor"),
        number(of, "alpha"),
        of.whole("warmUp"),
        of.whole("trial"));
  }

  private static RollBackConfig rollBack(Section of) {
    return new RollBackConfig(number(of, "alpha"), of.whole("keepEvery"));
  }

  private static double number(Section section, String key) {
    return section.get(key, Double.class);
  }
}

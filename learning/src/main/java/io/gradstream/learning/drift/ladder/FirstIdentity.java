package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;

/**
 * The text by which the first format told what a state is of: the records as they wrote themselves
 * then. Only for reading such states. Frozen: whatever becomes of the records, these words stay;
 * settings that came later have no such text, and a state of the first format is not of them.
 */
final class FirstIdentity {

  private FirstIdentity() {}

  static String of(DriftIdentity identity) {
    return "DriftConfig[monitor=%s, ladder=%s], %s, %s, %s, %s"
        .formatted(
            monitor(identity.config().monitor()),
            ladder(identity.config().ladder()),
            identity.kind().name(),
            identity.seed(),
            identity.inputs(),
            identity.names());
  }

  private static String monitor(MonitorConfig config) {
    return "MonitorConfig[adwin=%s, ddm=%s, pageHinkley=%s, inputs=%s]"
        .formatted(
            config.adwin().map(FirstIdentity::adwin),
            config.ddm().map(FirstIdentity::ddm),
            config.pageHinkley().map(FirstIdentity::pageHinkley),
            config.inputs().map(FirstIdentity::inputs));
  }

  private static String adwin(AdwinConfig config) {
    return "AdwinConfig[delta=%s, every=%s]".formatted(config.delta(), config.every());
  }

  private static String ddm(DdmConfig config) {
    return "DdmConfig[leastValues=%s, warning=%s, drift=%s]"
        .formatted(config.leastValues(), config.warning(), config.drift());
  }

  private static String pageHinkley(PageHinkleyConfig config) {
    return "PageHinkleyConfig[leastValues=%s, tolerance=%s, threshold=%s, fading=%s, fromLeast=%s]"
        .formatted(
            config.leastValues(),
            config.tolerance(),
            config.threshold(),
            config.fading(),
            config.fromLeast());
  }

  private static String inputs(InputsConfig config) {
    return "InputsConfig[most=%s, every=%s, alpha=%s, window=%s, sample=%s]"
        .formatted(config.most(), config.every(), config.alpha(), config.window(), config.sample());
  }

  private static String ladder(LadderConfig config) {
    return ("LadderConfig[raiseRate=%s, refreshUnits=%s, challenger=%s, rollBack=%s, "
            + "window=%s, patience=%s, margin=%s, onInputs=%s]")
        .formatted(
            config.raiseRate().map(FirstIdentity::rateRaise),
            config.refreshUnits().map(FirstIdentity::refresh),
            config.challenger().map(FirstIdentity::challenger),
            config.rollBack().map(FirstIdentity::rollBack),
            config.window(),
            config.patience(),
            config.margin(),
            config.onInputs());
  }

  private static String rateRaise(RateRaiseConfig config) {
    return "RateRaiseConfig[factor=%s, examples=%s]".formatted(config.factor(), config.examples());
  }

  private static String refresh(RefreshConfig config) {
    return "RefreshConfig[share=%s]".formatted(config.share());
  }

  private static String challenger(ChallengerConfig config) {
    return "ChallengerConfig[from=%s, rateFactor=%s, alpha=%s, warmUp=%s, trial=%s]"
        .formatted(
            config.from().name(),
            config.rateFactor(),
            config.alpha(),
            config.warmUp(),
            config.trial());
  }

  private static String rollBack(RollBackConfig config) {
    return "RollBackConfig[alpha=%s, keepEvery=%s]".formatted(config.alpha(), config.keepEvery());
  }
}

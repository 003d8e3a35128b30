package io.gradstream.learning.drift;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which detectors a {@link DriftMonitor} has.
 *
 * @param adwin on the learner's error; absent for none
 * @param ddm on the error, which must be 0 or 1 then
 * @param pageHinkley on the error
 * @param inputs on inputs of the learner
 */
public record MonitorConfig(
    Optional<AdwinConfig> adwin,
    Optional<DdmConfig> ddm,
    Optional<PageHinkleyConfig> pageHinkley,
    Optional<InputsConfig> inputs) {

  /** Adwin, which knows how long ago the change was and asks for no threshold of the error. */
  public static final MonitorConfig DEFAULT =
      new MonitorConfig(
          Optional.of(AdwinConfig.DEFAULT),
          Optional.empty(),
          Optional.empty(),
          Optional.of(InputsConfig.DEFAULT));

  List<DriftDetector> ofError() {
    return Stream.of(adwin, ddm, pageHinkley)
        .flatMap(Optional::stream)
        .map(config -> ((DetectorConfig) config).detector())
        .toList();
  }
}

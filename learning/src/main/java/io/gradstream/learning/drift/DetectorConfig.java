package io.gradstream.learning.drift;

/** Settings of one kind of detector. Immutable. */
public sealed interface DetectorConfig
    permits AdwinConfig, DdmConfig, KswinConfig, PageHinkleyConfig {

  /** A detector that has seen nothing yet. */
  DriftDetector detector();
}

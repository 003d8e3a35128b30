package io.gradstream.benchmarks.learning;

/** A learner of MOA, with the settings of its authors but for ten trees in a forest. */
enum Peer {
  /** Adaptive Random Forest (Gomes et al. 2017); of regression trees (Gomes et al. 2018). */
  ARF("meta.AdaptiveRandomForest -s 10", "meta.AdaptiveRandomForestRegressor -s 10"),
  /** Streaming Random Patches (Gomes, Read and Bifet 2019); MOA has none for numbers. */
  SRP("meta.StreamingRandomPatches -s 10", ""),
  /** Hoeffding Adaptive Tree (Bifet and Gavalda 2009); for numbers FIMT-DD (Ikonomovska 2011). */
  HAT("trees.HoeffdingAdaptiveTree", "trees.FIMTDD");

  private final String forClasses;
  private final String forNumbers;

  Peer(String forClasses, String forNumbers) {
    this.forClasses = forClasses;
    this.forNumbers = forNumbers;
  }

  /** The learner as MOA's own command line has it; empty when MOA has none. */
  String commandLine(boolean regression) {
    return regression ? forNumbers : forClasses;
  }

  String label(boolean regression) {
    return !regression ? name() : this == HAT ? "FIMT-DD" : name() + "-Reg";
  }
}

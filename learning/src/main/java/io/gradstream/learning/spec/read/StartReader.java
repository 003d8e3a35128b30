package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.StartWeights;

/** Reads the weights that new models start with. */
final class StartReader {

  private final Section learn;
  private final SpecBundle bundle;
  private final Findings findings;

  StartReader(Section spec, SpecBundle bundle, Findings findings) {
    this.learn = spec.section("learn");
    this.bundle = bundle;
    this.findings = findings;
  }

  /**
   * @param name of the file, as the spec has it
   * @param isOne whether one network answers, which reads its events alone
   * @throws InvalidSpecException when the file cannot be read, or nothing here could start with it
   */
  StartWeights read(String name, Target target, boolean isOne) {
    if (!isOne) {
      throw refuse(
          "must be of one network that reads its events alone",
          name,
          "Write network, without pool.members and pool.history.");
    }
    if (target instanceof OpenClassTarget) {
      throw refuse(
          "must be for classes in a known order",
          name,
          "List the classes by name in target.classes, in the order of the weights.");
    }
    return weights(name);
  }

  private StartWeights weights(String name) {
    String text = bundle.files().get(name);
    if (text == null) {
      throw refuse(
          "must name a readable file",
          name,
          name.startsWith("/")
              ? "Name it relative to the spec's folder."
              : "Put it there, relative to the spec's folder, of at most "
                  + (WeightsFile.LARGEST >> 20)
                  + " MiB.");
    }
    try {
      return WeightsFile.read(text);
    } catch (IllegalArgumentException e) {
      throw refuse(
          "must name a file of weights",
          name + ": " + Findings.oneLine(String.valueOf(e.getMessage())),
          "Write it anew with gradstream import.");
    }
  }

  private InvalidSpecException refuse(String rule, String value, String wayOut) {
    return findings.stop(learn.at(LearnKeys.START), rule, value, wayOut);
  }
}

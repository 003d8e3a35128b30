package io.gradstream.serving;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Specs of learners that an operator names. */
final class SpecFiles {

  private SpecFiles() {}

  /**
   * @throws IllegalArgumentException when one cannot be read, or is no spec
   */
  static List<LearnerSpec> read(List<Path> files) {
    List<LearnerSpec> specs = new ArrayList<>();
    for (Path file : files) {
      try {
        specs.add(SpecReader.read(file));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "--learn cannot be read: " + IoFailure.reason(file, e), e);
      } catch (InvalidSpecException e) {
        throw new IllegalArgumentException("--learn %s: %s".formatted(file, e.getMessage()), e);
      }
    }
    return specs;
  }
}

package io.gradstream.e2e;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The learner specs of the tests. */
final class Learners {

  private Learners() {}

  /**
   * @param name relative to the folder of specs
   */
  static LearnerSpec read(String name) {
    try {
      return SpecReader.read(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** The file itself. */
  static Path path(String name) {
    try {
      return Path.of(Learners.class.getResource("/learners/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a resource has no path: " + name, e);
    }
  }
}

package io.gradstream.learning.spec;

import java.io.IOException;
import java.nio.file.Path;

/** Reads and validates learner specs. */
public final class SpecReader {

  private SpecReader() {}

  /**
   * Reads a spec and the files it names, relative to its folder.
   *
   * @throws InvalidSpecException with every error found
   */
  public static LearnerSpec read(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a spec that travelled with its files.
   *
   * @throws InvalidSpecException with every error found
   */
  public static LearnerSpec read(SpecBundle bundle) {
    throw new UnsupportedOperationException();
  }

  /** The JSON Schema of specs, generated from the declaration that validates them. */
  public static String jsonSchema() {
    throw new UnsupportedOperationException();
  }
}

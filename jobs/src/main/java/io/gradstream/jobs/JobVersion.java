package io.gradstream.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the job was built with. */
final class JobVersion {

  private JobVersion() {}

  /** The version of the engine that the job needs. */
  static String engine() {
    try (InputStream file = JobVersion.class.getResourceAsStream("job.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("engine");
    } catch (IOException e) {
      throw new UncheckedIOException("job.properties cannot be read from the job's jar", e);
    }
  }
}

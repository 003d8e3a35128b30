package io.gradstream.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The engine's version. On a session cluster the engine's jar lies on the cluster's own class path,
 * and must be of the version the job was built with.
 */
public final class EngineVersion {

  private EngineVersion() {}

  /** For instance {@code 0.1.0}: that of the jar this class was loaded from. */
  public static String current() {
    try (InputStream file = EngineVersion.class.getResourceAsStream("engine.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("engine.properties cannot be read from the engine's jar", e);
    }
  }
}

package io.gradstream.network;

import io.gradstream.network.kernels.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The engine's version, and what it runs on here. */
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

  /**
   * The kernels in use, for instance {@code vector-256}, {@code scalar}: of how many bits a vector
   * is. All give the same bits.
   */
  public static String kernels() {
    return Kernels.hasVectors() ? "vector-" + vectorBits() : "scalar";
  }

  /** Bits of a vector; 0 without. */
  public static int vectorBits() {
    return Kernels.hasVectors() ? Kernels.width() * Float.SIZE : 0;
  }
}

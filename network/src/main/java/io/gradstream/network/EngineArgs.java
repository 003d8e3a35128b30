package io.gradstream.network;

import io.gradstream.network.kernels.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The flags of every virtual machine that runs the engine, from the files that list them: {@code
 * engine.args} for a Java whose Vector API the kernels are made for, {@code engine-later.args} for
 * a later one.
 */
public final class EngineArgs {

  private EngineArgs() {}

  /** Those for the Java that runs this process, one argument each, ready for a command line. */
  public static List<String> list() {
    return list(Runtime.version().feature());
  }

  /** Those for a Java of that feature release, for instance 21. */
  static List<String> list(int release) {
    String name = release <= Kernels.LAST_JAVA_WITH_VECTORS ? "engine.args" : "engine-later.args";
    try (InputStream file = EngineArgs.class.getResourceAsStream(name)) {
      return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the engine's jar", e);
    }
  }
}

package io.gradstream.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The flags of every virtual machine that runs the engine, from the file that lists them. */
public final class EngineArgs {

  private static final String FILE = "engine.args";

  private EngineArgs() {}

  /** One argument each, ready for a command line. */
  public static List<String> list() {
    try (InputStream file = EngineArgs.class.getResourceAsStream(FILE)) {
      return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read from the engine's jar", e);
    }
  }
}

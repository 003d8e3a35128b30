package io.gradstream.local;

import java.nio.file.Path;

/** Local files as Flink writes them: with a scheme, and as they are, where a URI has escapes. */
public final class FlinkPath {

  private static final String SCHEME = "file:";

  private FlinkPath() {}

  public static String of(Path file) {
    return SCHEME + "//" + file.toAbsolutePath().normalize();
  }

  /**
   * @param place as Flink writes it, of this machine
   */
  public static Path toPath(String place) {
    String path = place.startsWith(SCHEME) ? place.substring(SCHEME.length()) : place;
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** Whether it is a file of this machine: it has no scheme, or that of files. */
  public static boolean isLocal(String place) {
    return place.startsWith(SCHEME) || !place.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
  }
}

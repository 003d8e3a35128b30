package io.gradstream.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files with secrets that a query service reads by itself. Their paths may stand on a command line.
 *
 * @param kafka properties of its Kafka client; null for none
 */
public record ServingFiles(Path kafka) {

  /** None at all. */
  public static final ServingFiles NONE = new ServingFiles(null);

  /** Arguments of the service. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add("--kafka-file", kafka, arguments);
    return arguments;
  }

  private static void add(String option, Path file, List<String> arguments) {
    if (file != null) {
      arguments.addAll(List.of(option, file.toAbsolutePath().toString()));
    }
  }
}

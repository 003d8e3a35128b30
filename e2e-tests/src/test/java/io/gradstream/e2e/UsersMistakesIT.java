package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake gets a message and exit code 2, never a stack trace. */
final class UsersMistakesIT {

  @TempDir private Path temporary;

  @Test
  void aWrongSpecIsToldAllThatIsWrongWithIt() throws Exception {
    Path spec = temporary.resolve("wrong.yaml");
    Files.writeString(spec, "specVersion: 1\nlearner: X Y\nlearn: {batch: 0}\n");
    assertMistake("wrong.yaml:2: learner", "validate", spec.toString());
    assertMistake("wrong.yaml:3: learn.batch", "validate", spec.toString());
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    assertMistake("there is no file nowhere.yaml", "validate", "nowhere.yaml");
  }

  @Test
  void anUnknownCommandIsNamed() throws Exception {
    assertMistake("Unmatched argument at index 0: 'predict-the-future'", "predict-the-future");
  }

  private void assertMistake(String message, String... arguments)
      throws IOException, InterruptedException {
    Process command = CommandLine.start(temporary, arguments);
    String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains(message).doesNotContain("\tat ");
    assertThat(command.waitFor()).isEqualTo(2);
  }
}

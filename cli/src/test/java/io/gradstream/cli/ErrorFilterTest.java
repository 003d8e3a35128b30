package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ErrorFilterTest {

  private static final String SLOW =
      "{ IFS= read -r line; sleep 1; printf '%s\\n' \"$line\"; cat; } >&2";

  /** What a process says with its last breath. */
  static final class Speaker {
    public static void main(String[] args) {
      System.err.println("why it has failed");
      ErrorFilter.drain();
      System.exit(3);
    }
  }

  @Test
  void aProcessThatEndsWaitsUntilItsLastWordsArePassedOn() throws Exception {
    assertThat(said("exec 2> >(" + SLOW + ")", "$!")).contains("why it has failed");
  }

  @Test
  void whereThereIsNoFilterNothingIsWaitedFor() throws Exception {
    assertThat(said(":", "")).contains("why it has failed");
    assertThat(said(":", "1")).as("of a process that is not its child").contains("why it has");
  }

  /** Read as Java reads: what comes after the end of the process itself is lost. */
  private static String said(String filter, String number) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        filter + "; exec \"$0\" \"-D" + ErrorFilter.PROCESS + "=" + number + "\" -cp \"$1\" \"$2\"";
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder("bash", "-c", script, java, classes, Speaker.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor()).isEqualTo(3);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

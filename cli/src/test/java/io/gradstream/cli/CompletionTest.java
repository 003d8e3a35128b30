package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int completion(String shell) {
    return Gradstream.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "completion", shell);
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(completion("bash")).isZero();
    Path script = Files.writeString(folder.resolve("completion"), out.toString());
    assertThat(completed(script, "gradstream", "eval")).isEqualTo("evaluate");
    assertThat(completed(script, "./gradstream", "evaluate", "--sa")).isEqualTo("--save");
  }

  private static String completed(Path script, String... words)
      throws IOException, InterruptedException {
    String asked =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_gradstream 2>/dev/null; echo ${COMPREPLY[@]}"
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder(List.of("bash", "-c", asked)).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.strip();
  }

  @Test
  void zshTakesTheSameScriptAndAnotherShellIsRefused() {
    assertThat(completion("zsh")).isZero();
    assertThat(out.toString()).contains("bashcompinit");
    assertThat(completion("fish")).isEqualTo(2);
    assertThat(err.toString()).contains("expected one of [bash, zsh]").contains("fish");
  }
}

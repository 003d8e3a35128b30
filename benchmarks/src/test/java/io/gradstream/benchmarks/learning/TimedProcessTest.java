package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedProcessTest {

  @TempDir private Path folder;

  @Test
  void keepsWhatTheProcessWrote() throws IOException {
    TimedProcess process = run("printf '%s' \"$0\"", "two words");
    assertThat(process.output()).isEqualTo("two words");
    assertThat(process.cpuSeconds()).isNotNegative();
  }

  @Test
  void sumsUserAndSystemTimeOfTheProcessAlone() {
    assertThat(TimedProcess.cpuSeconds("0m9.000s 0m9.000s\n1m2.500s 0m0.250s\n"))
        .isEqualTo(62.75, within(1e-9));
    assertThat(TimedProcess.cpuSeconds("0m0,00s 0m0,00s\n0m1,07s 0m0,10s\n"))
        .isEqualTo(1.17, within(1e-9));
  }

  @Test
  void aFailureIsToldWithTheProcessesLastWords() {
    assertThatThrownBy(() -> run("echo no memory >&2; exit 3"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("this failed: /bin/sh -c")
        .hasMessageEndingWith("no memory");
  }

  private TimedProcess run(String script, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script));
    words.addAll(List.of(arguments));
    return TimedProcess.run(words, folder);
  }
}

package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {

  @TempDir private Path folder;

  @Test
  void usageExample() throws IOException {
    assertThat(
            log("""
                    12 [main] INFO org.apache.flink.Some - starts
                    13 [main] WARN org.apache.flink.Some - may be nothing
                    java.lang.IllegalStateException: not this one
                    14 [main] ERROR org.apache.flink.Entry - Fatal error.
                    org.apache.flink.util.FlinkException: outermost
                    \tat org.apache.flink.A.b(A.java:1)
                    Caused by: java.lang.RuntimeException: between
                    \t... 3 more
                    Caused by: java.io.FileNotFoundException: Cannot find checkpoint chk-22
                    \tat org.apache.flink.A.b(A.java:2)
                    15 [main] INFO org.apache.flink.Some - shuts down
                    16 [main] ERROR org.apache.flink.Some - Caused by the shutdown
                    """)
                .firstCause())
        .contains("java.io.FileNotFoundException: Cannot find checkpoint chk-22");
  }

  @Test
  void anErrorWithoutAnExceptionIsItsOwnCause() throws IOException {
    assertThat(
            log("1 [main] ERROR some.Thing - the disk is full\n2 [main] INFO a.B - x").firstCause())
        .contains("the disk is full");
  }

  @Test
  void whatTheJvmAndTheQueryServiceSayIsRead() throws IOException {
    assertThat(
            log("Exception in thread \"main\" java.lang.A: a\nCaused by: java.lang.B: b")
                .firstCause())
        .contains("java.lang.B: b");
    assertThat(log("WARNING: incubator\nError: Could not find or load main class X").firstCause())
        .contains("Could not find or load main class X");
    assertThat(log("Terminating due to java.lang.OutOfMemoryError: Java heap space").firstCause())
        .contains("java.lang.OutOfMemoryError: Java heap space");
    assertThat(log("gradstream-serving: cannot listen on port 1").firstCause())
        .contains("cannot listen on port 1");
  }

  @Test
  void whereNothingFailedTheLastLinesAreAllThereIs() throws IOException {
    ProcessLog log =
        log(IntStream.range(0, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));
    assertThat(log.firstCause()).isEmpty();
    assertThat(log.lastLines()).startsWith("line 75\n").endsWith("line 99");
    assertThat(log.has("line 42")).isTrue();
    assertThat(log.has("42")).isFalse();
  }

  @Test
  void bytesThatAreNoTextDoNotHideTheCause() throws IOException {
    Path file = folder.resolve("bytes.log");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
    Files.writeString(
        file,
        Files.readString(file, StandardCharsets.ISO_8859_1) + "Error: here",
        StandardCharsets.ISO_8859_1);
    assertThat(new ProcessLog(file, 0).firstCause()).contains("here");
    assertThat(new ProcessLog(folder.resolve("none"), 0).firstCause()).isEmpty();
  }

  @Test
  void whatProcessesBeforeItHaveWrittenIsNotItsOwn() throws IOException {
    String before = "1 [main] ERROR some.Thing - the disk is full\nlistening on 1\n";
    Path file = Files.writeString(folder.resolve("b.log"), before + "2 [main] INFO a.B - starts\n");
    ProcessLog second = new ProcessLog(file, before.length());

    assertThat(second.firstCause()).isEmpty();
    assertThat(second.has("listening")).isFalse();
    assertThat(second.lastLines()).isEqualTo("2 [main] INFO a.B - starts");
  }

  private ProcessLog log(String text) throws IOException {
    return new ProcessLog(Files.writeString(folder.resolve("a.log"), text), 0);
  }
}

package io.gradstream.workbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFileTest {

  private static final String TEXT = "a,b\n" + "1,2\n".repeat(50_000);

  @TempDir private Path folder;

  /** A pipe of the system, into which someone writes. */
  private InputFile pipe(byte[]... parts) throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture.runAsync(
        () -> {
          try (OutputStream out = Files.newOutputStream(pipe)) {
            for (byte[] part : parts) {
              out.write(part);
              out.flush();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return InputFile.of(pipe);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static long lines(DataText text) throws IOException {
    try (text) {
      long lines = 0;
      while (text.next() != null) {
        lines++;
      }
      return lines;
    }
  }

  @Test
  void aPipeGivesWhatWasLookedAtOnceMore() throws Exception {
    InputFile pipe = pipe(bytes(TEXT));
    try (DataText sample = DataText.sample(pipe)) {
      assertThat(sample.next().text()).isEqualTo("a,b");
    }
    assertThat(lines(DataText.open(pipe))).isEqualTo(50_001);
    assertThatThrownBy(() -> DataText.open(pipe))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("is a pipe, and can be read once");
  }

  @Test
  void everyMemberOfGzipComesThroughAPipe() throws Exception {
    InputFile pipe = pipe(packed(TEXT), packed(TEXT), packed(TEXT));
    assertThat(lines(DataText.open(pipe))).isEqualTo(150_003);
  }

  @Test
  void aFileIsReadAsOftenAsItIsOpened() throws IOException {
    InputFile file = InputFile.of(Files.write(folder.resolve("file"), packed(TEXT)));
    assertThat(file.isPipe()).isFalse();
    assertThat(lines(DataText.open(file))).isEqualTo(lines(DataText.open(file)));
  }

  @Test
  void aTornFileIsSaidToBeByTheLineItIsTornIn() throws IOException {
    byte[] packed = packed("a,b\n1,2\n3,4\n");
    byte[] torn = Arrays.copyOf(packed, packed.length - 8);
    DataText text = DataText.open(InputFile.of(Files.write(folder.resolve("file"), torn)));
    assertThatThrownBy(() -> lines(text))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("from line 4 on")
        .hasMessageContaining("it is torn or damaged. Fetch it again");
  }
}

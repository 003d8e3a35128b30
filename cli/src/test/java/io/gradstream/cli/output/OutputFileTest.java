package io.gradstream.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

final class OutputFileTest {

  @TempDir private Path folder;

  @Test
  void usageExample() throws Exception {
    OutputFile file = OutputFile.CONVERTER.convert(folder.resolve("model.grds").toString());
    file.write(new byte[] {1, 2});
    assertThat(folder.resolve("model.grds")).hasBinaryContent(new byte[] {1, 2});
  }

  @Test
  void whatIsThereIsReplacedThroughALinkToo() throws Exception {
    Path file = Files.writeString(folder.resolve("old.grds"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.grds"), file);
    OutputFile.CONVERTER.convert(link.toString()).write(new byte[] {'n'});
    assertThat(file).hasContent("n");
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("old.grds.part")).doesNotExist();
    OutputFile.CONVERTER.convert("/dev/null").write(new byte[] {'n'});
  }

  @Test
  void aNameWithoutAFolderIsInTheWorkingFolder() throws Exception {
    assertThat(OutputFile.CONVERTER.convert("model.grds").path()).isEqualTo(Path.of("model.grds"));
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertRefused(folder.resolve("none/x.grds"), "there is no folder " + folder.resolve("none"));
  }

  @Test
  void aFolderIsNoFile() throws Exception {
    assertRefused(folder, folder + " is a folder: name a file in it");
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file.resolve("x.grds"), file + " is no folder");
  }

  @Test
  void whatMayNotBeWrittenIsNamed() throws Exception {
    Path kept = Files.createFile(folder.resolve("kept.png"));
    assumeThat(kept.toFile().setReadOnly() && !Files.isWritable(kept)).isTrue(); // root may all
    assertRefused(kept, kept + " may not be written. Name a file elsewhere");
  }

  @Test
  void aPlaceThatHasGoneIsNamed() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    OutputFile file = OutputFile.CONVERTER.convert(gone.resolve("x").toString());
    Files.delete(gone);
    assertThatThrownBy(() -> file.write(new byte[0]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot write " + gone.resolve("x"));
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> OutputFile.CONVERTER.convert(file.toString()))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(message);
  }
}

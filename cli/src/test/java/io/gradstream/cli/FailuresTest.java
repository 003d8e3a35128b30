package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class FailuresTest {

  @TempDir private Path folder;

  @Command(name = "read")
  private static final class Read {
    @Parameters private Path file;
  }

  private String told(Exception failure) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new Read()).setErr(new PrintWriter(err));
    command.parseArgs(folder.toString());
    Failures.report(failure, command, false);
    return err.toString().strip();
  }

  @Test
  void aFileThatMayNotBeReadIsToldSo() {
    assertThat(told(new AccessDeniedException("a.csv")))
        .isEqualTo("gradstream: permission denied for a.csv");
    assertThat(told(new FileSystemException("a.csv", null, "Too many open files")))
        .isEqualTo("gradstream: a.csv: Too many open files");
  }

  @Test
  void aFolderInPlaceOfAFileIsNamed() {
    try {
      Files.readString(folder);
    } catch (IOException e) {
      assertThat(told(e)).isEqualTo("gradstream: " + folder + " is a folder, and a file is wanted");
    }
  }

  @Test
  void whatHasNoWordsIsNotToldAsNull() {
    assertThat(told(new ConnectException())).isEqualTo("gradstream: nobody listens there");
  }
}

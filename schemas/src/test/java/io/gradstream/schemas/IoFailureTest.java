package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoFailureTest {

  @TempDir private Path folder;

  @Test
  void aReasonNamesNoClass() {
    assertThat(IoFailure.reason(new NoSuchFileException("a"))).isEqualTo("there is no a");
    assertThat(IoFailure.reason(new AccessDeniedException("a")))
        .isEqualTo("permission denied for a");
    assertThat(IoFailure.reason(new FileSystemException("a", null, "No space left on device")))
        .isEqualTo("a: No space left on device");
    assertThat(IoFailure.reason(new UnknownHostException("b"))).isEqualTo("there is no host b");
    assertThat(IoFailure.reason(new UnresolvedAddressException()))
        .isEqualTo("there is no such host");
    assertThat(IoFailure.reason(new EOFException())).isEqualTo("it ends too early");
    assertThat(IoFailure.reason(new ClosedChannelException())).isEqualTo("ClosedChannel");
    assertThat(IoFailure.reason(new UncheckedIOException("cannot", new IOException())))
        .isEqualTo("cannot");
  }

  @Test
  void aFolderInPlaceOfAFileIsNamed() {
    try {
      Files.readString(folder);
    } catch (IOException e) {
      assertThat(IoFailure.reason(folder, e)).isEqualTo(folder + ": Is a directory");
    }
    assertThat(IoFailure.reason(folder, new NoSuchFileException(folder.toString())))
        .isEqualTo("there is no " + folder);
  }
}

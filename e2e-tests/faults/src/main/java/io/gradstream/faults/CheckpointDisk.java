package io.gradstream.faults;

import io.gradstream.local.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Where checkpoints go: where this process may mount one, a small file system of its own that can
 * really be full; else a folder. Above it is a {@link FaultyFileSystem}.
 */
final class CheckpointDisk implements AutoCloseable {

  private static final String SIZE = "128m";
  private static final String FILLER = "filler";

  private final Path switches;
  private final Path space;
  private final boolean mounted;
  private final Thread hook = new Thread(this::unmount, "unmount");

  private CheckpointDisk(Path switches, Path space, boolean mounted) {
    this.switches = switches;
    this.space = space;
    this.mounted = mounted;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A disk whose switches are in the folder. */
  static CheckpointDisk of(Path folder) {
    try {
      Path switches = Files.createDirectories(folder.resolve("disk"));
      Path space = Files.createTempDirectory("gradstream-disk-");
      boolean mounted =
          succeeds("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", space.toString());
      return new CheckpointDisk(switches, space, mounted);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare a disk", e);
    }
  }

  Map<String, String> flinkOptions() {
    return Map.of(
        "execution.checkpointing.dir",
        FaultyFileSystem.SCHEME + ":" + checkpoints(),
        FaultyFileSystemFactory.SWITCHES,
        switches.toString(),
        "execution.checkpointing.data-inline-threshold",
        "0b");
  }

  Path checkpoints() {
    return space.resolve("checkpoints");
  }

  /** How the disk becomes full. */
  String fullness() {
    return mounted ? "a tmpfs of " + SIZE + ", filled" : "a file system that says ENOSPC";
  }

  /** Begins the trouble; again, to go on with it. */
  void begin(Trouble trouble) {
    if (trouble == Trouble.NO_SPACE && mounted) {
      fill();
    } else {
      trouble.begin(switches);
    }
  }

  void end(Trouble trouble) {
    trouble.end(switches);
    if (trouble == Trouble.NO_SPACE && mounted) {
      try {
        Files.deleteIfExists(space.resolve(FILLER));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot free the disk", e);
      }
    }
  }

  /** Fills what is left, which becomes more when an old checkpoint is removed. */
  private void fill() {
    byte[] chunk = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(
            space.resolve(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      // no space left: as it should be
    }
  }

  @Override
  public void close() {
    unmount();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook runs and finds nothing left to do
    }
  }

  private void unmount() {
    if (mounted) {
      succeeds("umount", "-l", space.toString());
    }
    Folders.remove(space);
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.gradstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a disk does wrong as long as a file of that name is there, for all processes to see. */
enum Trouble {
  /** Each file takes a while to be made. */
  SLOW_WRITES,
  /** No file is made before the trouble has ended. */
  STUCK_WRITES,
  /** Each file takes a while to be opened. */
  SLOW_READS,
  /** No file can be made. */
  NO_SPACE;

  boolean isOn(Path switches) {
    return Files.exists(switches.resolve(name()));
  }

  void begin(Path switches) {
    try {
      Files.write(switches.resolve(name()), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot switch on " + this, e);
    }
  }

  void end(Path switches) {
    try {
      Files.deleteIfExists(switches.resolve(name()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot switch off " + this, e);
    }
  }
}

package io.gradstream.faults;

import io.gradstream.local.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts processes whose wall clock is wrong, where the library libfaketime is installed. */
record OtherClock(Path library) {

  /** Of machines of the usual kinds, as Debian's package {@code libfaketime} names it. */
  static Optional<OtherClock> installed() {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
        .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
        .filter(Files::exists)
        .map(OtherClock::new)
        .findFirst();
  }

  /**
   * @param offset as libfaketime writes it, for instance {@code +2d}
   */
  JavaCommand applyTo(JavaCommand command, String offset) {
    return command.withEnvironment(
        Map.of(
            "LD_PRELOAD",
            library.toString(),
            "FAKETIME",
            offset,
            "FAKETIME_DONT_FAKE_MONOTONIC", // waiting takes as long as ever
            "1",
            "DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", // waits of a JVM would end at once
            "0"));
  }
}

package io.gradstream.operators.learn;

import org.apache.flink.util.FlinkRuntimeException;

/** Calls to keyed state from behind interfaces that declare no checked exception. */
final class StateAccess {

  /** Reads from state. */
  interface Read<T> {
    T get() throws Exception;
  }

  /** Writes to state. */
  interface Write {
    void run() throws Exception;
  }

  private StateAccess() {}

  static <T> T read(Read<T> read) {
    try {
      return read.get();
    } catch (Exception e) {
      throw new FlinkRuntimeException("keyed state cannot be read", e);
    }
  }

  static void write(Write write) {
    try {
      write.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException("keyed state cannot be written", e);
    }
  }
}

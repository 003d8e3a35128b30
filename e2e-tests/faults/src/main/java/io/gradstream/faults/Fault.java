package io.gradstream.faults;

import java.util.function.BooleanSupplier;

/** Something that goes wrong on purpose, while events flow. */
public interface Fault {

  /** For the table, for instance {@code kill TaskManager while learning}. */
  String title();

  /** Whether it can be made on this machine. */
  default boolean isPossible() {
    return true;
  }

  /** Makes it happen, and sees to it that what was killed comes back. */
  Hit strike(FaultSystem system);

  /**
   * What was hit.
   *
   * @param what for the table, for instance {@code checkpoint 17 in progress}
   * @param over whether the system has come back
   */
  record Hit(String what, BooleanSupplier over) {}
}

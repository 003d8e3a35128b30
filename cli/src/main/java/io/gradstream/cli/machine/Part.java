package io.gradstream.cli.machine;

import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalServing;

/** A process of what {@code gradstream up} keeps running. */
enum Part {
  BROKER(LocalBroker.NAME),
  JOB_MANAGER(LocalFlink.JOB_MANAGER),
  TASK_MANAGER(LocalFlink.FIRST_TASK_MANAGER),
  SERVICE(LocalServing.NAME);

  private final String processName;

  Part(String processName) {
    this.processName = processName;
  }

  /** As its log's and its record's. */
  String processName() {
    return processName;
  }
}

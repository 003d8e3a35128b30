package io.gradstream.faults.soak;

import io.gradstream.local.LocalProcess;
import java.util.ArrayList;
import java.util.List;

/** Reads the memory of all processes, each time it is told to. Not thread safe. */
final class MemoryWatch {

  private final List<LocalProcess> processes;
  private final List<MemorySeries> series = new ArrayList<>();

  MemoryWatch(List<LocalProcess> processes, int perMinute) {
    this.processes = List.copyOf(processes);
    processes.forEach(process -> series.add(new MemorySeries(process.name(), perMinute)));
  }

  /**
   * @throws io.gradstream.local.LocalProcessException when a process has ended
   */
  void read() {
    for (int i = 0; i < processes.size(); i++) {
      processes.get(i).requireAlive();
      series.get(i).add(MemoryReading.of(processes.get(i).pid()));
    }
  }

  /** How often it has read. */
  int size() {
    return series.get(0).size();
  }

  List<MemorySeries> series() {
    return List.copyOf(series);
  }
}

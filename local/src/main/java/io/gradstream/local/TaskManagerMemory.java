package io.gradstream.local;

import java.util.List;

/**
 * Memory of a TaskManager. Flink's own start scripts work these out; without them each has to be
 * given.
 */
final class TaskManagerMemory {

  private static final int FRAMEWORK_HEAP = 128; // megabytes, of the Java heap
  private static final int FRAMEWORK_OFF_HEAP = 128;
  private static final int LEAST_NETWORK = 64;
  private static final int NETWORK_OF_A_SLOT = 16; // a learner's exchanges, and some to spare

  private TaskManagerMemory() {}

  /** JVM flags. */
  static List<String> flags(FlinkOptions options) {
    return List.of(
        "-Xmx" + options.heapMegabytes() + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + network(options)) + "m");
  }

  private static int network(FlinkOptions options) {
    return Math.max(LEAST_NETWORK, NETWORK_OF_A_SLOT * options.slots());
  }

  /** Options of the TaskManager's command line. */
  static List<String> arguments(FlinkOptions options) {
    String network = network(options) + "m";
    return List.of(
        "-D", "taskmanager.cpu.cores=2.0",
        "-D", "taskmanager.memory.framework.heap.size=" + FRAMEWORK_HEAP + "m",
        "-D",
            "taskmanager.memory.task.heap.size=" + (options.heapMegabytes() - FRAMEWORK_HEAP) + "m",
        "-D", "taskmanager.memory.framework.off-heap.size=" + FRAMEWORK_OFF_HEAP + "m",
        "-D", "taskmanager.memory.task.off-heap.size=0b",
        "-D", "taskmanager.memory.managed.size=64m",
        "-D", "taskmanager.memory.network.min=" + network,
        "-D", "taskmanager.memory.network.max=" + network,
        "-D", "taskmanager.memory.jvm-metaspace.size=256m",
        "-D", "taskmanager.memory.jvm-overhead.min=192m",
        "-D", "taskmanager.memory.jvm-overhead.max=192m");
  }
}

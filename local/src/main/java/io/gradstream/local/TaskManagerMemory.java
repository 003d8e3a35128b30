package io.gradstream.local;

import java.util.List;

/**
 * Memory of a TaskManager. Flink's own start scripts work these out; without them each has to be
 * given.
 */
final class TaskManagerMemory {

  private static final int FRAMEWORK_HEAP = 128; // megabytes, of the Java heap

  private TaskManagerMemory() {}

  /** JVM flags. */
  static List<String> flags(int heapMegabytes) {
    return List.of("-Xmx" + heapMegabytes + "m", "-XX:MaxDirectMemorySize=192m");
  }

  /** Options of the TaskManager's command line. */
  static List<String> arguments(int heapMegabytes) {
    return List.of(
        "-D", "taskmanager.cpu.cores=2.0",
        "-D", "taskmanager.memory.framework.heap.size=" + FRAMEWORK_HEAP + "m",
        "-D", "taskmanager.memory.task.heap.size=" + (heapMegabytes - FRAMEWORK_HEAP) + "m",
        "-D", "taskmanager.memory.framework.off-heap.size=128m",
        "-D", "taskmanager.memory.task.off-heap.size=0b",
        "-D", "taskmanager.memory.managed.size=64m",
        "-D", "taskmanager.memory.network.min=64m",
        "-D", "taskmanager.memory.network.max=64m",
        "-D", "taskmanager.memory.jvm-metaspace.size=256m",
        "-D", "taskmanager.memory.jvm-overhead.min=192m",
        "-D", "taskmanager.memory.jvm-overhead.max=192m");
  }
}

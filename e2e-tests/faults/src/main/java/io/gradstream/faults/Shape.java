package io.gradstream.faults;

import io.gradstream.local.JobStart;
import java.util.Map;
import java.util.Optional;

/**
 * How a learner's job is run; none of it may be seen in what it learns.
 *
 * @param incremental whether a checkpoint holds only what has changed; for RocksDB
 * @param residents models a subtask keeps in memory: how the job was built, as it were
 */
public record Shape(int parallelism, Backend backend, boolean incremental, int residents) {

  /** Where keyed state lies. */
  public enum Backend {
    HEAP("hashmap", "HashMapStateBackend"),
    ROCKSDB("rocksdb", "EmbeddedRocksDBStateBackend");

    private final String option;
    private final String className;

    Backend(String option, String className) {
      this.option = option;
      this.className = className;
    }

    /** For a cluster all of whose jobs are to have it. */
    Map<String, String> flinkOptions() {
      return Map.of(
          "state.backend.type",
          option,
          "state.backend.rocksdb.memory.managed",
          "false",
          "state.backend.rocksdb.writebuffer.size",
          "1mb"); // of each state of each subtask
    }

    /** What Flink calls it when asked. */
    String className() {
      return className;
    }
  }

  JobStart start(Optional<String> savepoint) {
    return new JobStart(
        parallelism,
        savepoint,
        Map.of(
            "state.backend.type",
            backend.option,
            "execution.checkpointing.incremental",
            Boolean.toString(incremental)));
  }

  @Override
  public String toString() {
    return "%d x %s%s".formatted(parallelism, backend.option, incremental ? ", incremental" : "");
  }
}

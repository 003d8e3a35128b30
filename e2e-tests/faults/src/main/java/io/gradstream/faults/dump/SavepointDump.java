package io.gradstream.faults.dump;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/**
 * Reads a savepoint in Flink's canonical form, which is the same for every state backend, and
 * writes all of its state to a file: {@code SavepointDump SAVEPOINT FILE OPERATOR_UID...}.
 * Operators of other uids go by their id.
 */
public final class SavepointDump {

  private final Map<String, String> uids; // by operator id
  private final Map<String, String> entries = new HashMap<>();

  private SavepointDump(List<String> uids) {
    this.uids = uids.stream().collect(Collectors.toMap(OperatorIds::of, Function.identity()));
  }

  public static void main(String[] args) throws Exception {
    List<String> uids = List.of(args).subList(2, args.length);
    of(args[0], uids).write(Path.of(args[1]));
  }

  /**
   * @param savepoint its folder, as a path or URI
   * @param uids of operators to be called by their names
   */
  public static Dump of(String savepoint, List<String> uids) throws Exception {
    SavepointDump dump = new SavepointDump(uids);
    for (OperatorState operator : metadata(savepoint).getOperatorStates()) {
      dump.add(operator);
    }
    return new Dump(dump.entries);
  }

  private static CheckpointMetadata metadata(String savepoint) throws IOException {
    StreamStateHandle handle =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(savepoint).getMetadataHandle();
    try (DataInputStream in = new DataInputStream(handle.openInputStream())) {
      return Checkpoints.loadCheckpointMetadata(
          in, SavepointDump.class.getClassLoader(), savepoint);
    }
  }

  private void add(OperatorState operator) throws Exception {
    String id = operator.getOperatorID().toString();
    String name = uids.getOrDefault(id, id);
    OperatorEntries operatorEntries = new OperatorEntries(name);
    KeyedEntries keyedEntries = new KeyedEntries(name, operator.getMaxParallelism());
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (var handle : subtask.getManagedOperatorState()) {
        operatorEntries.add(handle);
      }
      keyedEntries.add(subtask.getManagedKeyedState());
      requireNone(name, subtask);
    }
    entries.putAll(operatorEntries.entries());
    entries.putAll(keyedEntries.entries());
  }

  /** State of a kind that we never write would be state nobody compares. */
  private static void requireNone(String name, OperatorSubtaskState subtask) {
    List<Collection<? extends StateObject>> others =
        Arrays.asList(
            subtask.getRawKeyedState(),
            subtask.getRawOperatorState(),
            subtask.getInputChannelState(),
            subtask.getResultSubpartitionState());
    if (!others.stream().allMatch(Collection::isEmpty)) {
      throw new UnknownStateException("raw or in-flight state of " + name);
    }
  }
}

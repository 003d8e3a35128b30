package io.gradstream.faults.dump;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;

/** One operator's keyed state and timers; all our keys are texts. */
final class KeyedEntries {

  private final String operator;
  private final KeyGroupRange groups;
  private final Map<String, String> entries = new HashMap<>();

  /**
   * @param maxParallelism of the operator: how many key groups there are
   */
  KeyedEntries(String operator, int maxParallelism) {
    this.operator = operator;
    this.groups = KeyGroupRange.of(0, maxParallelism - 1);
  }

  void add(Collection<KeyedStateHandle> handles) throws Exception {
    var restore =
        new FullSnapshotRestoreOperation<>(
            groups,
            KeyedEntries.class.getClassLoader(),
            handles,
            StateSerializerProvider.fromNewRegisteredSerializer(StringSerializer.INSTANCE));
    try (ThrowingIterator<SavepointRestoreResult> results = restore.restore()) {
      while (results.hasNext()) {
        add(results.next());
      }
    }
  }

  private void add(SavepointRestoreResult result) throws Exception {
    List<KeyedState> states = new ArrayList<>();
    for (StateMetaInfoSnapshot state : result.getStateMetaInfoSnapshots()) {
      states.add(KeyedState.of(state, groups.getNumberOfKeyGroups()));
    }
    try (ThrowingIterator<KeyGroup> keyGroups = result.getRestoredKeyGroups()) {
      while (keyGroups.hasNext()) {
        add(keyGroups.next(), states);
      }
    }
  }

  private void add(KeyGroup group, List<KeyedState> states) throws Exception {
    try (ThrowingIterator<KeyGroupEntry> all = group.getKeyGroupEntries()) {
      while (all.hasNext()) {
        KeyGroupEntry entry = all.next();
        add(states.get(entry.getKvStateId()), entry);
      }
    }
  }

  private void add(KeyedState state, KeyGroupEntry entry) throws IOException {
    if (state.rule() != StateRule.NOTHING) {
      String place = operator + "/" + state.name() + "/" + state.place(entry.getKey());
      entries.put(place, state.digest(entry.getValue()));
    }
  }

  Map<String, String> entries() {
    return entries;
  }
}

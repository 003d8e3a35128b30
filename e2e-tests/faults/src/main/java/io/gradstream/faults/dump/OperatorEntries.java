package io.gradstream.faults.dump;

import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.record.PartitionTime;
import io.gradstream.operators.record.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/** The lists that one operator's subtasks keep beside keyed state, put together and sorted. */
final class OperatorEntries {

  /** What an operator does again after a failure, or as the wall clock has it. */
  private static final Set<Count> NOT_EXACT =
      EnumSet.of(Count.ANSWERS, Count.SNAPSHOTS, Count.SNAPSHOTS_FAILED, Count.COMMANDS);

  private final String operator;
  private final Map<String, List<String>> lists = new TreeMap<>(); // by state
  private final Map<String, Long> totals = new TreeMap<>();
  private final Map<String, Long> times = new TreeMap<>(); // by topic and partition
  private final Map<String, PartitionRead> reads = new TreeMap<>(); // by topic and partition

  OperatorEntries(String operator) {
    this.operator = operator;
  }

  void add(OperatorStateHandle handle) throws IOException {
    try (FSDataInputStream stream = handle.openInputStream()) {
      DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(stream);
      OperatorBackendSerializationProxy header =
          new OperatorBackendSerializationProxy(OperatorEntries.class.getClassLoader());
      header.read(in);
      if (!header.getBroadcastStateMetaInfoSnapshots().isEmpty()) {
        throw new UnknownStateException("broadcast state of " + operator);
      }
      for (StateMetaInfoSnapshot state : header.getOperatorStateMetaInfoSnapshots()) {
        addElements(state, handle, stream, in);
      }
    }
  }

  private void addElements(
      StateMetaInfoSnapshot state,
      OperatorStateHandle handle,
      FSDataInputStream stream,
      DataInputViewStreamWrapper in)
      throws IOException {
    TypeSerializer<Object> elements = serializer(state);
    StateRule rule = StateRule.of(state.getName());
    OperatorStateHandle.StateMetaInfo places =
        handle.getStateNameToPartitionOffsets().get(state.getName());
    if (places == null) {
      return; // it was empty
    }
    for (long offset : places.getOffsets()) {
      stream.seek(offset);
      add(state.getName(), rule, elements.deserialize(in), elements);
    }
  }

  @SuppressWarnings("unchecked") // whatever it is, the serializer belongs to it
  private static TypeSerializer<Object> serializer(StateMetaInfoSnapshot state) {
    return (TypeSerializer<Object>)
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER).restoreSerializer();
  }

  private void add(String state, StateRule rule, Object element, TypeSerializer<Object> serializer)
      throws IOException {
    switch (rule) {
      case EQUAL -> {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(element, out);
        lists
            .computeIfAbsent(state, name -> new ArrayList<>())
            .add(Dump.digest(out.getCopyOfBuffer()));
      }
      case TOTALS -> addUp((Tally) element);
      case LARGEST -> keepLargest((PartitionTime) element);
      case NEWEST -> keepNewest((PartitionRead) element);
      case NOTHING -> {}
    }
  }

  private void addUp(Tally tally) {
    tally.counts().forEach((count, value) -> totals.merge(count.name(), value, Long::sum));
    NOT_EXACT.forEach(count -> totals.remove(count.name()));
  }

  private void keepLargest(PartitionTime time) {
    times.merge(time.topic() + "-" + time.partition(), time.time(), Math::max);
  }

  private void keepNewest(PartitionRead read) {
    reads.merge(
        read.topic() + "-" + read.partition(),
        read,
        (one, other) -> other.isNewerThan(one) ? other : one);
  }

  Map<String, String> entries() {
    Map<String, String> entries = new HashMap<>();
    lists.forEach(
        (state, digests) -> {
          digests.sort(null);
          for (int i = 0; i < digests.size(); i++) {
            entries.put(operator + "/" + state + "/" + i, digests.get(i));
          }
        });
    totals.forEach(
        (count, total) -> entries.put(operator + "/counts/" + count, Long.toString(total)));
    times.forEach(
        (partition, time) ->
            entries.put(operator + "/partition-times/" + partition, Long.toString(time)));
    reads.forEach(
        (partition, read) ->
            entries.put(operator + "/partition-reads/" + partition, read.toString()));
    return entries;
  }
}

package io.gradstream.operators;

import io.gradstream.learning.LearnerStore;
import io.gradstream.operators.learn.LearnerOperator;
import io.gradstream.operators.record.WorkItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;

/** Every bit of the learner's keyed state, by key, state and entry. */
final class StateDump {

  private final KeyedStateBackend<String> backend;
  private final Map<String, String> entries = new TreeMap<>();

  private StateDump(KeyedStateBackend<String> backend) {
    this.backend = backend;
  }

  static Map<String, String> of(LearnerOperator operator) throws Exception {
    StateDump dump = new StateDump(operator.getKeyedStateBackend());
    dump.map(StateNames.BLOCKS);
    for (LearnerStore.Part part : LearnerStore.Part.values()) {
      dump.map(StateNames.part(part));
    }
    dump.map(StateNames.seen(0));
    dump.map(StateNames.seen(1));
    dump.value(StateNames.SEEN_COUNTS);
    dump.lessons();
    return dump.entries;
  }

  private <K, V> void map(MapStateDescriptor<K, V> descriptor) throws Exception {
    MapState<K, V> state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    for (String key : keys(descriptor.getName())) {
      backend.setCurrentKey(key);
      for (Map.Entry<K, V> entry : state.entries()) {
        entries.put(
            place(descriptor, key, entry.getKey()),
            digest(descriptor.getValueSerializer(), entry.getValue()));
      }
    }
  }

  private <V> void value(ValueStateDescriptor<V> descriptor) throws Exception {
    ValueState<V> state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    for (String key : keys(descriptor.getName())) {
      backend.setCurrentKey(key);
      entries.put(
          String.join("/", StateNames.LEARNER, descriptor.getName(), key),
          digest(descriptor.getSerializer(), state.value()));
    }
  }

  static <K, V> String place(MapStateDescriptor<K, V> state, String key, K place) {
    return String.join("/", StateNames.LEARNER, state.getName(), key, place.toString());
  }

  private List<String> keys(String state) {
    try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.distinct().toList();
    }
  }

  @SuppressWarnings("unchecked") // the type that every backend's keyed state has, by contract
  private void lessons() throws Exception {
    var buckets =
        (InternalListState<String, Long, WorkItem>)
            backend.getOrCreateKeyedState(LongSerializer.INSTANCE, StateNames.LESSONS);
    List<Tuple2<String, Long>> places;
    try (Stream<Tuple2<String, Long>> all =
        backend.getKeysAndNamespaces(StateNames.LESSONS.getName())) {
      places = all.toList();
    }
    for (Tuple2<String, Long> place : places) {
      backend.setCurrentKey(place.f0);
      buckets.setCurrentNamespace(place.f1);
      List<String> items = new ArrayList<>();
      for (WorkItem item : buckets.get()) {
        items.add(digest(StateNames.LESSONS.getElementSerializer(), item));
      }
      entries.put(
          StateNames.LEARNER + "/lessons/" + place.f0 + "/" + place.f1,
          items.stream().sorted().toList().toString());
    }
  }

  static <T> String digest(TypeSerializer<T> serializer, T value) {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      serializer.serialize(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return digest(out.getCopyOfBuffer());
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8); // short enough to be read in a failure
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

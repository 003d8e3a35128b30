package io.gradstream.faults.dump;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.ListDelimitedSerializer;
import org.apache.flink.runtime.state.RegisteredKeyValueStateBackendMetaInfo;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/** How the entries of one keyed state, or of one queue of timers, are told apart and digested. */
sealed interface KeyedState {

  String name();

  /** What an entry is called within the state. */
  String place(byte[] key) throws IOException;

  String digest(byte[] value) throws IOException;

  default StateRule rule() {
    return StateRule.of(name());
  }

  static KeyedState of(StateMetaInfoSnapshot state, int keyGroups) {
    int prefix = CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(keyGroups);
    return state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE
        ? new Timers(state.getName(), prefix, serializer(state))
        : new Values(prefix, new RegisteredKeyValueStateBackendMetaInfo<>(state));
  }

  @SuppressWarnings("unchecked") // whatever it is, the serializer belongs to it
  private static TypeSerializer<Object> serializer(StateMetaInfoSnapshot state) {
    return (TypeSerializer<Object>)
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER).restoreSerializer();
  }

  /** Timers: the key says it all. */
  record Timers(String name, int prefix, TypeSerializer<Object> serializer) implements KeyedState {

    @Override
    public String place(byte[] key) throws IOException {
      return serializer
          .deserialize(new DataInputDeserializer(key, prefix, key.length - prefix))
          .toString();
    }

    @Override
    public String digest(byte[] value) {
      return "there";
    }
  }

  /** Values, lists and maps by key and namespace; a map's keys are part of the place. */
  record Values(int prefix, RegisteredKeyValueStateBackendMetaInfo<Object, ?> state)
      implements KeyedState {

    @Override
    public String name() {
      return state.getName();
    }

    @Override
    public String place(byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes, prefix, bytes.length - prefix);
      TypeSerializer<Object> namespaces = state.getNamespaceSerializer();
      boolean ambiguous =
          CompositeKeySerializationUtils.isAmbiguousKeyPossible(
              StringSerializer.INSTANCE, namespaces);
      StringBuilder place =
          new StringBuilder(
              CompositeKeySerializationUtils.readKey(StringSerializer.INSTANCE, in, ambiguous));
      Object namespace = CompositeKeySerializationUtils.readNamespace(namespaces, in, ambiguous);
      if (!(namespace instanceof VoidNamespace)) {
        place.append('/').append(namespace);
      }
      if (state.getStateSerializer() instanceof MapSerializer<?, ?> map) {
        place.append('/').append(map.getKeySerializer().deserialize(in));
      }
      return place.toString();
    }

    @Override
    public String digest(byte[] value) throws IOException {
      if (state.getStateType() == StateDescriptor.Type.MAP) {
        return Dump.digest(Arrays.copyOfRange(value, 1, value.length)); // whether it is null
      }
      return state.getStateType() == StateDescriptor.Type.LIST
          ? digests(value).toString()
          : Dump.digest(value);
    }

    /** Lists are bags to us: what comes in one instant comes in any order, and is sorted later. */
    private List<String> digests(byte[] value) throws IOException {
      return digests(
          value, ((ListSerializer<?>) state.getStateSerializer()).getElementSerializer());
    }

    private static <T> List<String> digests(byte[] value, TypeSerializer<T> elements)
        throws IOException {
      List<String> digests = new ArrayList<>();
      for (T element : new ListDelimitedSerializer().deserializeList(value, elements)) {
        DataOutputSerializer out = new DataOutputSerializer(64);
        elements.serialize(element, out);
        digests.add(Dump.digest(out.getCopyOfBuffer()));
      }
      digests.sort(null);
      return digests;
    }
  }
}

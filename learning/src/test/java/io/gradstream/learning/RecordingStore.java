package io.gradstream.learning;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.network.spec.NetworkVector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A store that keeps the very arrays it was given, and says what was written since. */
public final class RecordingStore implements LearnerStore {

  private final Map<String, float[]> blocks = new TreeMap<>();
  private final Map<String, byte[]> parts = new TreeMap<>();
  private final Set<String> written = new TreeSet<>();

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return blocks.get(member + " " + vector + " " + block);
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    blocks.put(member + " " + vector + " " + block, values);
    written.add(member + " " + vector + " " + block);
  }

  @Override
  public byte[] part(Part part, int index) {
    return parts.get(part + " " + index);
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    parts.put(part + " " + index, bytes);
    written.add(part + " " + index);
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    blocks.keySet().removeIf(name -> members.test(name.split(" ")[0]));
    parts.keySet().removeIf(name -> indexes.test(Integer.parseInt(name.split(" ")[1])));
  }

  @Override
  public void clear() {
    blocks.clear();
    parts.clear();
  }

  /** The same arrays, in another store. */
  void copyTo(RecordingStore other) {
    other.blocks.putAll(blocks);
    other.parts.putAll(parts);
  }

  /** Names of what was written since the last call. */
  Set<String> written() {
    Set<String> names = new TreeSet<>(written);
    written.clear();
    return names;
  }

  /** What a learner leaves that another one goes on from in mid-stream, which was elsewhere. */
  static Map<String, String> contentAfterRestore(LearnerSpec spec, List<Example> stream, int cut) {
    RecordingStore store = new RecordingStore();
    try (Learner before = spec.newLearner("k", 1);
        Learner after = spec.newLearner("elsewhere", 9)) {
      stream.subList(0, cut).forEach(before::learn);
      before.write(store);
      stream.forEach(after::learn); // must leave no trace
      after.read("k", 1, store);
      stream.subList(cut, stream.size()).forEach(after::learn);
      after.write(store);
    }
    return store.content();
  }

  /** All values as text, by name. */
  public Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    blocks.forEach((name, values) -> content.put(name, Arrays.toString(values)));
    parts.forEach((name, bytes) -> content.put(name, Arrays.toString(bytes)));
    return content;
  }
}

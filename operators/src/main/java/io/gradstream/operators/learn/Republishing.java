package io.gradstream.operators.learn;

import io.gradstream.learning.LearnerStore;
import io.gradstream.operators.StateNames;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Publishes every stored model once more: readers hold none, or models of another generation, until
 * every key has been published. Not thread safe.
 */
final class Republishing {

  private final KeyedStateBackend<String> backend;
  private final Consumer<String> keys;
  private final Publishing publishing;
  private boolean isToComeAgain;

  /**
   * @param keys makes a key the current one
   * @param isNewGeneration whether versions are of a generation that readers do not know
   */
  Republishing(
      KeyedStateBackend<String> backend,
      Consumer<String> keys,
      Publishing publishing,
      boolean isNewGeneration) {
    this.backend = backend;
    this.keys = keys;
    this.publishing = publishing;
    isToComeAgain = isNewGeneration;
  }

  /** The learner begins. */
  void begin(boolean readersHaveNone) throws IOException {
    if (isToComeAgain || readersHaveNone) {
      publishEvery();
    }
  }

  /**
   * A run that this one took over from may have published behind what this one has: its last
   * records would be the ones that compaction keeps. By the first checkpoint it is over.
   */
  void checkpointCompleted() throws IOException {
    if (isToComeAgain) {
      isToComeAgain = false;
      publishEvery();
    }
  }

  private void publishEvery() throws IOException {
    String state = StateNames.part(LearnerStore.Part.PROGRESS).getName();
    List<String> all;
    try (Stream<String> stored = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      all = stored.distinct().sorted().toList();
    }
    for (String key : all) {
      keys.accept(key);
      publishing.again(key);
    }
  }
}

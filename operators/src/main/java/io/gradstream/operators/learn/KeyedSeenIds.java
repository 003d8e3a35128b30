package io.gradstream.operators.learn;

import io.gradstream.learning.seen.BucketedSeenIds;
import io.gradstream.learning.seen.SeenIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The ids that models have learned: of whichever key is current. What came since the last barrier
 * lies in memory, of some keys and up to some bytes, and is written before the next one, each under
 * its key, as models are. Not thread safe.
 */
final class KeyedSeenIds implements SeenIds.Memory {

  private static final int MOST_KEYS = 1024; // in memory
  private static final int MOST_BYTES = 16 << 20; // of ids that are not written yet
  private static final int MOST_HELD = 64 << 20; // bytes that find what is written
  private static final int OVERHEAD = 32; // bytes of an id beside its own

  private final SeenIdsState state;
  private final Supplier<String> currentKey;
  private final Consumer<String> keys;
  private final Map<String, BucketedSeenIds> open = new LinkedHashMap<>();
  private String lastKey;
  private BucketedSeenIds last;
  private long bytes;

  /**
   * @param state of whichever key is current
   * @param keys makes a key the current one
   */
  KeyedSeenIds(SeenIdsState state, Supplier<String> currentKey, Consumer<String> keys) {
    this.state = state;
    this.currentKey = currentKey;
    this.keys = keys;
  }

  private BucketedSeenIds current() {
    String key = currentKey.get();
    if (!key.equals(lastKey)) {
      last = open.get(key);
      if (last == null) {
        last = opened(key);
      }
      lastKey = key;
    }
    return last;
  }

  private BucketedSeenIds opened(String key) {
    if (open.size() >= MOST_KEYS) {
      write();
      keys.accept(key);
      forget();
    }
    BucketedSeenIds opened = BucketedSeenIds.of(state);
    state.takeOver(opened);
    open.put(key, opened);
    return opened;
  }

  /** Writes what came since this was called last; another key may be the current one then. */
  void write() {
    long held = 0;
    for (Map.Entry<String, BucketedSeenIds> one : open.entrySet()) {
      keys.accept(one.getKey());
      one.getValue().write();
      held += one.getValue().heldBytes();
    }
    bytes = 0;
    if (held > MOST_HELD) {
      forget();
    }
  }

  /** What is written is read again when it is asked for. */
  private void forget() {
    open.clear();
    lastKey = null;
  }

  @Override
  public Long epoch() {
    return current().epoch();
  }

  @Override
  public void setEpoch(long epoch) {
    current().setEpoch(epoch);
  }

  @Override
  public Long get(int half, String id) {
    return current().get(half, id);
  }

  @Override
  public void put(int half, String id, long time) {
    BucketedSeenIds ids = current();
    ids.put(half, id, time);
    bytes += id.length() + OVERHEAD;
    if (bytes > MOST_BYTES) {
      String key = lastKey;
      write();
      keys.accept(key);
    }
  }

  @Override
  public void clear(int half) {
    current().clear(half);
  }
}

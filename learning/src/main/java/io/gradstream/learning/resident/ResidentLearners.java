package io.gradstream.learning.resident;

import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.challengers.Contest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The few models that are in memory: those used last, fewer where the heap is nearly full. All
 * others lie in their store only. One that leaves is written to its store and its memory goes to
 * the one that comes. A model that was only asked is never written. Not thread safe.
 */
public final class ResidentLearners implements AutoCloseable {

  /** A number of models that fits the memory of most machines. */
  public static final int USUAL = 64;

  /** Where every key's model lies. */
  public interface Home {
    /** The key's store, valid until another key's is asked for. */
    LearnerStore store(String key);

    /** Who learns, for a key that may be anything. */
    Contest newContest(String key);

    /** Makes them the key's: the stored ones, or new ones when nothing is stored. */
    void read(Contest contest, String key, LearnerStore store);

    /** A model is about to leave memory. */
    default void leaves(Resident resident) {}
  }

  private final int capacity;
  private final Home home;
  private final HeapWatch heap;
  private final Map<String, Resident> residents = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity most models in memory, at least 1
   */
  public ResidentLearners(int capacity, Home home) {
    this(capacity, home, HeapWatch.ofThisProcess());
  }

  ResidentLearners(int capacity, Home home, HeapWatch heap) {
    this.capacity = capacity;
    this.home = home;
    this.heap = heap;
  }

  /** The key's model. Valid until another key's is asked for. */
  public Resident get(String key) {
    Resident resident = residents.get(key);
    if (resident == null) {
      resident = hasRoom() ? new Resident(home.newContest(key)) : leave();
      residents.put(key, resident); // before it is loaded: whatever happens, it will be closed
      load(key, resident);
    }
    return resident;
  }

  private boolean hasRoom() {
    return residents.isEmpty() || residents.size() < capacity && !heap.isNearlyFull();
  }

  private Resident leave() {
    Iterator<Map.Entry<String, Resident>> leastRecent = residents.entrySet().iterator();
    Map.Entry<String, Resident> last = leastRecent.next();
    home.leaves(last.getValue());
    write(last.getKey(), last.getValue());
    leastRecent.remove();
    return last.getValue();
  }

  private void load(String key, Resident resident) {
    LearnerStore store = home.store(key);
    resident.startAnew(store.part(LearnerStore.Part.PROGRESS, 0) != null);
    home.read(resident.contest(), key, store);
  }

  /** Writes every model that has changed to its store; they stay. */
  public void writeChanged() {
    residents.forEach(this::write);
  }

  private void write(String key, Resident resident) {
    if (resident.isToBeWritten()) {
      resident.contest().write(home.store(key));
    }
  }

  /** The models in memory now, least recently used first. */
  public Collection<Resident> all() {
    return residents.values();
  }

  public int size() {
    return residents.size();
  }

  @Override
  public void close() {
    List<Resident> all = new ArrayList<>(residents.values());
    residents.clear();
    all.forEach(resident -> resident.contest().close());
  }
}

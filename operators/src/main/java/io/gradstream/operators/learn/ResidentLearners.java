package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.StoredLearners;
import io.gradstream.operators.record.ControlSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The few models that are in memory, off-heap: those used last. All others lie in their store only.
 * One that leaves is written to its store and its memory goes to the one that comes. A model that
 * was only asked is never written. Not thread safe.
 */
final class ResidentLearners implements AutoCloseable {

  /** Where each key's model lies. */
  interface Stores {
    /** The key's store, valid until another key's is asked for. */
    LearnerStore of(String key);
  }

  /** Told of a model before it leaves. */
  interface Leaving {
    void leaves(Resident resident);
  }

  /** Makes a learner for a key that may be anything. */
  interface Factory {
    Learner newLearner(String key);
  }

  private final int capacity;
  private final Stores stores;
  private final StoredLearners stored;
  private final Factory factory;
  private final Leaving leaving;
  private final Map<String, Resident> residents = new LinkedHashMap<>(16, 0.75f, true);
  private ControlSettings settings;

  /**
   * @param settings what holds for every model
   * @param stored reads models from their stores; closed with this
   */
  ResidentLearners(
      int capacity,
      ControlSettings settings,
      Stores stores,
      StoredLearners stored,
      Factory factory,
      Leaving leaving) {
    this.capacity = capacity;
    this.settings = settings;
    this.stores = stores;
    this.stored = stored;
    this.factory = factory;
    this.leaving = leaving;
  }

  /** The key's model. Valid until another key's is asked for. */
  Resident get(String key) {
    Resident resident = residents.get(key);
    if (resident == null) {
      resident = residents.size() < capacity ? new Resident(factory.newLearner(key)) : leave();
      residents.put(key, resident); // before it is loaded: whatever happens, it will be closed
      load(key, resident);
    }
    return resident;
  }

  private Resident leave() {
    Iterator<Map.Entry<String, Resident>> leastRecent = residents.entrySet().iterator();
    Map.Entry<String, Resident> last = leastRecent.next();
    leaving.leaves(last.getValue());
    write(last.getKey(), last.getValue());
    leastRecent.remove();
    return last.getValue();
  }

  private void load(String key, Resident resident) {
    LearnerStore store = stores.of(key);
    stored.read(resident.learner(), key, store);
    resident.startAnew(store.part(LearnerStore.Part.PROGRESS, 0) != null);
    settings.applyTo(resident.learner());
  }

  /** Makes settings hold for every model: those here now, the others when they are next used. */
  void setSettings(ControlSettings inForce) {
    settings = inForce;
    residents.values().forEach(resident -> inForce.applyTo(resident.learner()));
  }

  /** Writes every model that has changed to its store; they stay. */
  void writeChanged() {
    residents.forEach(this::write);
  }

  private void write(String key, Resident resident) {
    if (resident.isToBeWritten()) {
      resident.learner().write(stores.of(key));
    }
  }

  /** The learners that are here now. */
  Collection<Resident> all() {
    return residents.values();
  }

  int size() {
    return residents.size();
  }

  @Override
  public void close() {
    List<Resident> all = new ArrayList<>(residents.values());
    residents.clear();
    all.forEach(resident -> resident.learner().close());
    stored.close();
  }
}

package io.gradstream.learning.challengers;

import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.change.StoredLearners;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads who is stored, whichever spec they were written under. A challenger goes on where its model
 * does as a whole; one of another form is another candidate, and begins anew. Not thread safe; lets
 * its memory go on {@link #close()}.
 */
public final class StoredContests implements AutoCloseable {

  private final LearnerSpec spec; // in force
  private final long generation;
  private final StoredLearners main;
  private final Map<String, StoredLearners> challengers = new HashMap<>(); // by name

  public StoredContests(SpecHistory history, StoredLearners.Factory factory) {
    spec = history.spec();
    generation = history.generation();
    main = new StoredLearners(history, factory);
    for (Challenger challenger : spec.challengers()) {
      String name = challenger.name();
      challengers.put(name, new StoredLearners(history.of(name), factory));
    }
  }

  /**
   * Makes them the given key's: those stored, in the generation in force, and new ones where none
   * are.
   *
   * @param contest of the spec in force
   * @throws io.gradstream.learning.DamagedStateException when stored state cannot be read
   * @throws IncompatibleStateException when the spec has lost who answers
   */
  public void read(Contest contest, String key, LearnerStore store) {
    contest.startAnew(key, generation);
    if (spec.model().keyField().isPresent()) {
      main.read(contest.champion(), key, store); // nobody else learns
      return;
    }
    requireChampion(store);
    contest.read(store, new OfKey(key));
  }

  private StoredLearners of(String name) {
    return name.equals(Challenger.MAIN) ? main : challengers.get(name);
  }

  private final class OfKey implements Contest.Reading {

    private final String key;

    private OfKey(String key) {
      this.key = key;
    }

    @Override
    public boolean read(String name, Learner learner, LearnerStore place) {
      boolean goesOn = name.equals(Challenger.MAIN) || goesOn(name, place);
      if (goesOn) {
        of(name).read(learner, key, place);
      }
      return goesOn;
    }

    @Override
    public boolean isAsItWas(String name, LearnerStore place) {
      return of(name).isAsItWas(place);
    }
  }

  private boolean goesOn(String name, LearnerStore place) {
    return place.generation().isPresent()
        && challengers.get(name).kept(place).compareTo(Kept.MODEL) <= 0;
  }

  /**
   * Looks at what is stored of a learner without a key.
   *
   * @throws IncompatibleStateException when the spec has lost who answers
   */
  public void requireChampion(LearnerStore store) {
    Roster roster = Roster.of(store);
    String name = roster.champion();
    if (name.equals(Challenger.MAIN)) {
      return;
    }
    if (spec.challenger(name).isEmpty()
        || !goesOn(name, Slot.ofChallenger(store, roster.slots().get(name)))) {
      throw IncompatibleStateException.withoutChampion(spec.name(), name);
    }
  }

  @Override
  public void close() {
    main.close();
    challengers.values().forEach(StoredLearners::close);
  }
}

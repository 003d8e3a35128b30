package io.gradstream.learning.challengers;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.PartBytes;
import io.gradstream.learning.change.StoredLearners.Factory;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All who learn one model key's stream: the champion, who answers, and its challengers, each a
 * {@link Learner} of its own that learns the same examples in the same order. None knows of the
 * others, so the champion is what it would be alone. One of them may take its place; the other goes
 * on as a challenger. Not thread safe; frees its memory on {@link #close()}.
 *
 * <p>Everybody's state stays where it lies when another answers: who does is noted beside it. What
 * the spec itself describes is called {@link Challenger#MAIN} then.
 */
public final class Contest implements AutoCloseable {

  private static final int DUELS = -2; // index of main's, which has one when another answers

  private final List<Entrant> entrants = new ArrayList<>(); // main first, then as in the spec
  private final Roster roster = new Roster();
  private final Set<Integer> left = new HashSet<>(); // places to be cleared
  private Entrant champion;
  private boolean stored; // a roster is
  private boolean changed; // the roster, or who compares with whom
  private Optional<Standing> promoted = Optional.empty();

  /**
   * New ones, with the weights of their seeds.
   *
   * @param factory makes each of them
   */
  public Contest(LearnerSpec spec, Factory factory, String key, long generation) {
    add(Challenger.MAIN, spec, false, factory.newLearner(spec, key, generation));
    for (Challenger challenger : spec.challengers()) {
      LearnerSpec alone = spec.alone(challenger);
      add(
          challenger.name(),
          alone,
          challenger.whenBetter(),
          factory.newLearner(alone, key, generation));
    }
    champion = entrants.get(0);
    enroll();
  }

  private void add(String name, LearnerSpec spec, boolean whenBetter, Learner learner) {
    Entrant entrant = new Entrant(name, spec, whenBetter, learner);
    entrants.add(entrant);
    if (!spec.challengers().isEmpty() || entrants.size() > 1) {
      learner.hear((position, error) -> heard(entrant, position, error));
    }
  }

  private void enroll() {
    roster.setNames(entrants.stream().skip(1).map(Entrant::name).toList());
  }

  private void heard(Entrant by, Position position, double error) {
    if (by != champion) {
      by.duel().challenger(position, error);
      return;
    }
    for (Entrant other : entrants) {
      if (other != champion) {
        other.duel().champion(position, error);
      }
    }
  }

  /** Become another key's new ones, without giving their memory back. */
  public void startAnew(String key, long generation) {
    for (Entrant entrant : entrants) {
      entrant.learner().startAnew(key, generation);
      entrant.duel().clear();
    }
    champion = entrants.get(0);
    roster.clear();
    enroll();
    left.clear();
    stored = false;
    changed = false;
    promoted = Optional.empty();
  }

  /** Who answers; another after a promotion. */
  public Learner champion() {
    return champion.learner();
  }

  /** The champion's name among those who learn. */
  public String championName() {
    return champion.name();
  }

  /** Everybody, the champion among them. */
  public List<Learner> learners() {
    return entrants.stream().map(Entrant::learner).toList();
  }

  /** How those stand who do not answer, in the order of the spec. */
  public List<Standing> standings() {
    return entrants.stream().filter(of -> of != champion).map(Contest::standing).toList();
  }

  private static Standing standing(Entrant entrant) {
    return new Standing(entrant.name(), entrant.learner(), entrant.duel().trial());
  }

  /**
   * Everybody learns the example, which the champion does not {@link Learner#refusal refuse}.
   *
   * @return whether the champion's version advanced
   */
  public boolean learn(Example example) {
    boolean advanced = champion().learn(example);
    if (entrants.size() == 1) {
      return advanced;
    }
    for (Entrant other : entrants) {
      if (other != champion && other.learner().refusal(example).isEmpty()) {
        other.learner().learn(example);
      }
    }
    return promoteBetter() || advanced;
  }

  /** Everybody learns what is gathered, though it fills no mini-batch: nothing else is to come. */
  public void learnGathered() {
    learners().forEach(Learner::learnGathered);
  }

  private boolean promoteBetter() {
    Optional<Entrant> better = entrants.stream().filter(Entrant::isToAnswer).findFirst();
    better.ifPresent(
        of -> {
          promoted = Optional.of(standing(of));
          crown(of);
        });
    return better.isPresent();
  }

  /** Who has taken the champion's place, having been found better, since this was asked last. */
  public Optional<Standing> takePromoted() {
    Optional<Standing> taken = promoted;
    promoted = Optional.empty();
    return taken;
  }

  /**
   * Lets one answer, in the place of who did.
   *
   * @throws IllegalArgumentException when there is none of that name, or it cannot
   */
  public void promote(String name) {
    Entrant one = find(name);
    if (one == champion) {
      throw new IllegalArgumentException(name + " is the one that answers");
    }
    if (one.learner().lineage().examples() == 0) {
      throw new IllegalArgumentException(name + " has learned nothing yet");
    }
    crown(one);
  }

  private String unknown(String name) {
    return "there is no challenger %s: there are %s"
        .formatted(name, entrants.stream().map(Entrant::name).collect(Collectors.joining(", ")));
  }

  private void crown(Entrant one) {
    one.learner().follow(champion().version());
    champion = one;
    roster.setChampion(one.name());
    compareAnew();
  }

  private void compareAnew() {
    entrants.forEach(of -> of.duel().clear());
    changed = true;
  }

  /**
   * The one that a version of before was of learns on from it and answers: see {@link
   * Learner#goBackTo}. All others go on as they are.
   *
   * @return how many examples are gathered no longer
   */
  public int goBackTo(ModelSnapshot snapshot) {
    Entrant one =
        isOf(champion, snapshot)
            ? champion
            : entrants.stream().filter(of -> isOf(of, snapshot)).findFirst().orElse(champion);
    int leftOut = one.learner().goBackTo(snapshot);
    if (one == champion) {
      compareAnew();
    } else {
      crown(one);
    }
    return leftOut;
  }

  private static boolean isOf(Entrant entrant, ModelSnapshot snapshot) {
    return entrant.spec().model().equals(snapshot.spec());
  }

  /** Whether anything has changed since the last {@link #write}, or since it was read. */
  public boolean isDirty() {
    return changed || learners().stream().anyMatch(Learner::isDirty);
  }

  /** Writes what has changed since the last write, in fresh arrays. */
  public void write(LearnerStore store) {
    if (entrants.size() == 1 && !stored) {
      champion().write(store);
      return;
    }
    left.forEach(number -> forget(number, store));
    left.clear();
    for (Entrant entrant : entrants) {
      if (entrant.learner().isDirty()) {
        entrant.learner().write(place(entrant, store));
      }
      byte[] duel = PartBytes.write(entrant.duel()::write);
      store.putPart(Part.CHALLENGERS, duelIndex(entrant), duel);
    }
    roster.write(store);
    stored = true;
    changed = false;
  }

  /** One who is gone, with how it compared. */
  private static void forget(int number, LearnerStore store) {
    Slot.ofChallenger(store, number).clear();
    store.forget(member -> false, index -> index == DUELS - number - 1);
  }

  private LearnerStore place(Entrant entrant, LearnerStore store) {
    Integer number = roster.slots().get(entrant.name());
    return number == null ? Slot.ofMain(store) : Slot.ofChallenger(store, number);
  }

  private int duelIndex(Entrant entrant) {
    return DUELS - roster.slots().getOrDefault(entrant.name(), -1) - 1;
  }

  /** Reads one of them from its place. */
  interface Reading {
    /**
     * @return whether it goes on from what is stored; otherwise it is new
     */
    boolean read(String name, Learner learner, LearnerStore place);

    /** Whether it learned as it does now: what is known of how it compares is of it, then. */
    boolean isAsItWas(String name, LearnerStore place);
  }

  /** Become who is stored; they were just started anew. */
  void read(LearnerStore store, Reading reading) {
    Roster found = Roster.of(store);
    stored = store.part(Part.CHALLENGERS, -1) != null;
    left.addAll(found.slots().values());
    roster.slots().clear();
    roster.slots().putAll(found.slots());
    enroll();
    for (Entrant entrant : entrants) {
      boolean isKnown =
          entrant.name().equals(Challenger.MAIN) || found.slots().containsKey(entrant.name());
      if (isKnown && reading.read(entrant.name(), entrant.learner(), place(entrant, store))) {
        left.remove(roster.slots().get(entrant.name()));
        byte[] duel = store.part(Part.CHALLENGERS, duelIndex(entrant));
        PartBytes.read(Part.CHALLENGERS, duel, entrant.duel()::read);
        if (!reading.isAsItWas(entrant.name(), place(entrant, store))) {
          entrant.duel().clear();
        }
      }
    }
    champion = find(found.champion());
    roster.setChampion(champion.name());
    if (!reading.isAsItWas(champion.name(), place(champion, store))) {
      entrants.forEach(of -> of.duel().clear());
    }
  }

  private Entrant find(String name) {
    return entrants.stream()
        .filter(of -> of.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  @Override
  public void close() {
    learners().forEach(Learner::close);
  }
}

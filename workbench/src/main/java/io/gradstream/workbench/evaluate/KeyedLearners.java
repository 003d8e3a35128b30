package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Answer;
import io.gradstream.learning.EncodedRows;
import io.gradstream.learning.Example;
import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.Lateness;
import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.NextLabel;
import io.gradstream.learning.Scores;
import io.gradstream.learning.alarms.Alarms;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.StoredContests;
import io.gradstream.learning.challengers.Turn;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.resident.Resident;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One learner for each model key, in memory while it is of the few used last. */
final class KeyedLearners implements AutoCloseable {

  private static final long FIRST = 1; // generation of who learns for the first time

  private final LearnerSpec spec;
  private final long delay;
  private final long generation;
  private final Orders orders;
  private final Consumer<Learner> learnt; // is told of each that may have made a step
  private final Map<String, InMemoryLearnerStore> stores = new HashMap<>();
  private final Set<String> learned = new HashSet<>();
  private Optional<FormerModels> formers = Optional.empty();
  private Consumer<Contest> made = contest -> {}; // is told of all who learn
  private final StoredContests stored;
  private final ResidentLearners residents =
      new ResidentLearners(ResidentLearners.USUAL, new InMemory());

  /**
   * @param delay rows after which a label comes; 0: with its own
   */
  KeyedLearners(LearnerSpec spec, long delay) {
    this(spec, delay, FIRST, Orders.NONE, learner -> {});
  }

  private KeyedLearners(
      LearnerSpec spec, long delay, long generation, Orders orders, Consumer<Learner> learnt) {
    this.spec = spec;
    this.delay = delay;
    this.generation = generation;
    this.orders = orders;
    this.learnt = learnt;
    stored = new StoredContests(SpecHistory.of(generation, spec), this::newLearner);
  }

  /**
   * Those that learn again what a job has learned.
   *
   * @param told of each learner that may have made a step
   */
  static KeyedLearners again(
      LearnerSpec spec, long generation, Orders orders, Consumer<Learner> told) {
    return new KeyedLearners(spec, 0, generation, orders, told);
  }

  private final class InMemory implements ResidentLearners.Home {
    @Override
    public LearnerStore store(String key) {
      return stores.computeIfAbsent(key, absent -> new InMemoryLearnerStore());
    }

    @Override
    public Contest newContest(String key) {
      Contest contest = KeyedLearners.this.newContest(key);
      made.accept(contest);
      return contest;
    }

    @Override
    public void read(Contest contest, String key, LearnerStore store) {
      stored.read(contest, key, store);
    }
  }

  /** Lets the rows of a learner with a single model be listened to. */
  void listen(EncodedRows listener) {
    of("").listen(listener);
  }

  /** Asks others about what a single model learns, until this is closed. */
  void compareWith(FormerModels of) {
    formers = Optional.of(of);
  }

  /** What the others came to; empty without any. */
  List<Freshness> freshness() {
    return formers.map(FormerModels::found).orElse(List.of());
  }

  /** Tells of all who learn before they do, which may be of one key after another. */
  void made(Consumer<Contest> told) {
    made = told;
  }

  /** The key's model is going to learn: it counts from now on. */
  void expect(String key) {
    learned.add(key);
  }

  /** Why an example that was admitted cannot be learned by now. */
  Optional<Admission.Refusal> refusal(String key, Example example) {
    carryOut(orders.before(example.position().time()));
    return of(key).refusal(example);
  }

  /** Learns an example that is not {@link #refusal refused}. */
  void learn(String key, Example example) {
    Contest contest = changed(key);
    orders.applyTo(contest);
    formers.ifPresent(others -> others.before(example, contest.champion()));
    contest.learn(example);
    learnt.accept(contest.champion());
  }

  /** No example is to come: carries out all orders that are left. */
  void end() {
    carryOut(orders.before(Long.MAX_VALUE));
  }

  private void carryOut(List<Turn> due) {
    for (Turn turn : due) {
      if (exists(turn.key()) || keys() < spec.limits().keys()) {
        carryOut(turn);
      }
    }
  }

  /** One that cannot be carried out was left by the job, too. */
  private void carryOut(Turn turn) {
    try {
      turn.take(residents.get(turn.key()).contest());
    } catch (CorruptSnapshotException | IllegalArgumentException e) {
      return;
    }
    learnt.accept(changed(turn.key()).champion());
  }

  private Contest changed(String key) {
    expect(key);
    Resident resident = residents.get(key);
    resident.learned();
    return resident.contest();
  }

  /** Scores an example, learning nothing; a key never learned has its new model. */
  void score(String key, Example example, Scores into) {
    of(key).score(example, into);
  }

  /** What the key's model says of an event as it is; a key never learned has its new model. */
  GivenAnswer answer(String key, Event event) {
    Learner learner = of(key);
    Answer answer = learner.answer(event);
    return new GivenAnswer(
        answer.judged(), learner.knownLabels(), answer.learnedThrough().isPresent());
  }

  ModelSnapshot snapshot(String key) {
    return of(key).snapshot();
  }

  /** Models that have learned anything, or are going to. */
  int keys() {
    return learned.size();
  }

  /** Whether the key's model has learned anything, or is going to. */
  boolean exists(String key) {
    return learned.contains(key);
  }

  /** Scores of all keys together: those of the learners, who score what fills a mini-batch. */
  Scores scores() {
    Scores sum = Scores.of(spec.model().target());
    for (String key : learned) {
      sum.add(of(key).scores());
    }
    return sum;
  }

  /** The same, with what fills no mini-batch yet. */
  Scores scoresOfAll() {
    Scores sum = Scores.of(spec.model().target());
    eachOfAll((key, scores) -> sum.add(scores));
    return sum;
  }

  /**
   * Tells of every key what its scores would be if what it has gathered were the whole mini-batch,
   * by a learner of the same state: the key's own learns nothing by that.
   *
   * @param told of scores that are valid until the next key's
   */
  void eachOfAll(BiConsumer<String, Scores> told) {
    eachContestOfAll((key, contest) -> told.accept(key, contest.champion().scores()));
  }

  private void eachContestOfAll(BiConsumer<String, Contest> told) {
    residents.writeChanged();
    try (Contest other = newContest("")) {
      for (String key : learned) {
        stored.read(other, key, stores.getOrDefault(key, new InMemoryLearnerStore()));
        other.learnGathered();
        told.accept(key, other);
      }
    }
  }

  /** How those stand who learned beside the champion, with what fills no mini-batch yet. */
  List<ChallengerResult> challengers() {
    List<ChallengerResult> results = new ArrayList<>();
    if (!spec.challengers().isEmpty()) {
      eachContestOfAll(
          (key, contest) ->
              contest.standings().stream().map(ChallengerResult::of).forEach(results::add));
    }
    return results;
  }

  /** Whose scores those of the whole are, where it is not the spec's own model any longer. */
  Optional<String> promoted() {
    return spec.challengers().isEmpty()
        ? Optional.empty()
        : Optional.of(residents.get("").contest().championName())
            .filter(name -> !name.equals(Challenger.MAIN));
  }

  private Contest newContest(String key) {
    return new Contest(spec, this::newLearner, key, generation);
  }

  private Learner newLearner(LearnerSpec of, String key, long first) {
    return delay == 0
        ? of.newLearner(key, first)
        : new Learner(of.model(), of.learn(), Optional.of(Lateness.ofRows(delay)), key, first);
  }

  /**
   * Events that will never be learned, as none came a horizon later that could tell their label.
   */
  long unlabelled() {
    if (spec.learn().next().filter(NextLabel::isAhead).isEmpty()) {
      return 0; // and no model is read in vain
    }
    return learned.stream()
        .map(key -> MetricReport.value(NextLabel.UNLABELLED, of(key).forecasts()))
        .mapToLong(of -> (long) of.orElse(0))
        .sum();
  }

  /** How many events were judged, and how many of them were alarms; none without any. */
  List<Measure> alarms() {
    if (spec.learn().alarms().isEmpty()) {
      return List.of();
    }
    double judged = 0;
    double raised = 0;
    for (String key : learned) {
      List<Measure> measures = of(key).alarms().orElseThrow().measures();
      judged += MetricReport.value(Alarms.JUDGED, measures).orElse(0);
      raised += MetricReport.value(Alarms.RAISED, measures).orElse(0);
    }
    return judged == 0
        ? List.of()
        : List.of(
            new Measure(Measures.ALARMS, raised),
            new Measure(Measures.ALARM_RATE, raised / judged));
  }

  /** Activity of the network, when there is but one. */
  Optional<Activity> activity() {
    return single().map(Learner::activity);
  }

  /** What was done about drift, when there is but one model. */
  List<Reaction> reactions() {
    return single().flatMap(Learner::drift).map(Drift::reactions).orElse(List.of());
  }

  private Optional<Learner> single() {
    return keys() == 1 ? Optional.of(of(learned.iterator().next())) : Optional.empty();
  }

  /** Examples that no step has learned yet, over all keys. */
  long gathered() {
    return learned.stream().mapToLong(key -> of(key).gathered()).sum();
  }

  /** The state of every model that has learned anything, by key. */
  Map<String, InMemoryLearnerStore> state() {
    residents.writeChanged();
    Map<String, InMemoryLearnerStore> state = new HashMap<>(stores);
    state.keySet().retainAll(learned);
    return state;
  }

  private Learner of(String key) {
    return residents.get(key).learner();
  }

  @Override
  public void close() {
    formers.ifPresent(FormerModels::close);
    residents.close();
    stored.close();
  }
}

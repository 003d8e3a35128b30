package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.StateNames;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Feeds a learner, lets faults happen to it, and compares its state after each with the plain
 * learner's that was fed the same records. Used by one thread.
 */
public final class Proof implements AutoCloseable {

  private static final int RATE = 200; // records a second
  private static final int BETWEEN = 150; // events fed before and after a fault
  private static final int TRIES = 5;
  private static final int SHOWN = 5; // differences

  private final FaultSystem system;
  private final boolean exactlyOnce;
  private final PlainRun plain;
  private final Feeder feeder;
  private final TopicLog log;
  private final TopicLog control;
  private final ReadOffsets read;
  private final AnswerWatch answers;
  private final ServedVersions served;
  private final Consumer<String> telling;
  private long givenAgain; // answers, by jobs that went back to an older state

  private Proof(FaultSystem system, long seed, int machines, Consumer<String> telling) {
    String brokers = system.broker().address();
    String controlTopic = Topics.of(system.spec().name()).control();
    this.system = system;
    this.telling = telling;
    exactlyOnce = system.spec().publish().exactlyOnce();
    plain = new PlainRun(system.spec());
    feeder = new Feeder(Traffic.withCommands(seed, machines, controlTopic), brokers, RATE);
    log = new TopicLog(brokers, false, Machines.EVENTS, Machines.LABELS);
    control = new TopicLog(brokers, true, controlTopic);
    read = new ReadOffsets(system.broker());
    answers = new AnswerWatch(system.spec().name(), brokers, exactlyOnce);
    served = new ServedVersions(Machines.keys(machines), system::version);
  }

  /**
   * Starts the system.
   *
   * @param spec of {@link Machines}
   * @param backend where keyed state lies
   * @param machines how many models there will be
   * @param telling is told what goes on, a line each
   */
  public static Proof start(
      LearnerSpec spec, Shape.Backend backend, long seed, int machines, Consumer<String> telling) {
    return new Proof(FaultSystem.start(spec, backend), seed, machines, telling);
  }

  /** Events, a fault in the midst of them, and what came of it. */
  public FaultResult round(Fault fault) {
    try {
      return strike(fault);
    } catch (RuntimeException e) {
      telling.accept(system.run().lastLines()); // they go with the run
      throw e;
    }
  }

  private FaultResult strike(Fault fault) {
    feeder.resume();
    feedOn();
    log.read(plain::add); // before anyone deletes it
    system.taken(log.positions());
    long before = System.nanoTime();
    Fault.Hit hit = fault.strike(system);
    telling.accept(fault.title() + ": " + hit.what());
    Waiting.until(fault.title() + " is over", hit.over());
    long seen = answers.answers();
    Waiting.until("an answer after: " + fault.title(), () -> answers.answers() > seen);
    Duration recovery = Duration.ofNanos(System.nanoTime() - before);
    feedOn();
    feeder.pause();
    FaultResult result = compare(fault.title(), hit.what(), recovery);
    telling.accept(result.toString());
    return result;
  }

  private void feedOn() {
    long goal = feeder.events() + BETWEEN;
    Waiting.until("events are fed", () -> feeder.events() >= goal);
  }

  /** Compares with everything learned that was fed. */
  private FaultResult compare(String fault, String hit, Duration recovery) {
    boolean branched = plain.enter(system.deployments().generation());
    learnPlainly();
    Map<String, String> expected = plain.state();
    Dump dump = dumpWithout(found -> differences(expected, found));
    long learned = Long.parseLong(dump.entries().getOrDefault("learner/counts/EXAMPLES", "0"));
    Waiting.until(
        "all is answered",
        () -> answers.answered() >= feeder.usable() && answers.answers() >= feeder.questions());
    if (branched) {
      givenAgain = answers.answers() - feeder.questions(); // on purpose
    }
    return new FaultResult(
        fault,
        hit,
        feeder.events(),
        Math.max(0, plain.examples() - learned),
        Math.max(0, learned - plain.examples()) + answeredTwice(),
        differences(expected, dump).isEmpty(),
        recovery);
  }

  /** An answer may be given again, unless that was promised away. */
  private long answeredTwice() {
    return exactlyOnce ? answers.answers() - feeder.questions() - givenAgain : 0;
  }

  private void learnPlainly() {
    long time = feeder.mark();
    log.read(plain::add);
    Waiting.until("all is read", () -> isAllRead(system.spec()));
    Waiting.until("every command has its position", this::isAllPlaced);
    plain.learnThrough(time - 1);
  }

  /** A command that is without a position still may be given one that is already passed here. */
  private boolean isAllPlaced() {
    control.read(plain.commands()::add);
    return plain.commands().placed() >= feeder.differentCommands();
  }

  private boolean isAllRead(LearnerSpec spec) {
    return read.by(spec.name()).equals(log.ends());
  }

  /** A dump without differences, or the last of several: the last watermark may be on its way. */
  private Dump dumpWithout(Function<Dump, List<String>> differences) {
    Dump dump = savepoint();
    for (int i = 1; i < TRIES && !differences.apply(dump).isEmpty(); i++) {
      dump = savepoint();
    }
    differences.apply(dump).forEach(telling);
    return dump;
  }

  private Dump savepoint() {
    return StateOf.savepoint(system.run(), system.savepoint());
  }

  /** Differences of all keys' learners, neither one missing nor one too many. */
  static List<String> differences(Map<String, String> expected, Dump dump) {
    Map<String, String> actual = new HashMap<>();
    StateNames.ofModel().forEach(state -> actual.putAll(dump.below("learner/" + state + "/")));
    return Dump.differences(expected, actual, SHOWN);
  }

  /**
   * Ends the learner, looks through all it has published, and compares everything it leaves behind
   * with what a learner leaves that reads the same topics undisturbed.
   */
  public Verdict finish() {
    system.retention().undo(); // whatever is read here is read from its beginning
    PublishedModels models =
        new PublishedModels(system.spec(), system.broker().address(), system.snapshots());
    List<String> findings = new ArrayList<>(published(models));
    AnswersCheck.Result said = said(models);
    findings.addAll(said.findings());
    LearnerSpec undisturbed = Machines.named(system.spec().name() + "-undisturbed", system.spec());
    Dump disturbed = nameless(StateOf.savepoint(system.run(), system.changeTo(undisturbed)));
    Waiting.until("the undisturbed learner has read all", () -> isAllRead(undisturbed));
    Function<Dump, List<String>> differences =
        dump -> Dump.differences(nameless(dump).entries(), disturbed.entries(), SHOWN);
    Dump expected = nameless(dumpWithout(differences));
    findings.addAll(differences.apply(expected));
    telling.accept(
        "all state: %d entries; different from the undisturbed run's: %s"
            .formatted(expected.entries().size(), byState(expected, disturbed)));
    return new Verdict(findings, feeder.commands(), said.compared(), said.different());
  }

  /**
   * What is found when all faults are over.
   *
   * @param findings what is wrong; empty when all is well
   * @param commands sent to the learner, those sent again included
   * @param compared answers held to the published model of the version they name
   * @param different those that are not what it says, or what it had said before
   */
  public record Verdict(List<String> findings, long commands, long compared, long different) {}

  private AnswersCheck.Result said(PublishedModels models) {
    AnswersCheck.Result said = AnswersCheck.of(system.spec(), system.broker().address(), models);
    telling.accept(
        "answers: %d compared with the published model of their version, %d different; %d commands sent, %d different ones"
            .formatted(
                said.compared(), said.different(), feeder.commands(), feeder.differentCommands()));
    return said;
  }

  /** Without the entries that hold the learner's name: its spec, its own control topic. */
  private static Dump nameless(Dump dump) {
    Map<String, String> entries = new HashMap<>(dump.entries());
    entries.keySet().removeIf(place -> place.contains("/specs/") || place.startsWith("control/"));
    return new Dump(entries);
  }

  /** How many entries of each state differ. */
  private static Map<String, Long> byState(Dump expected, Dump actual) {
    return Dump.differences(expected.entries(), actual.entries(), Integer.MAX_VALUE).stream()
        .map(difference -> difference.split("/"))
        .collect(
            Collectors.groupingBy(
                place -> place[0] + "/" + place[1], TreeMap::new, Collectors.counting()));
  }

  private List<String> published(PublishedModels all) {
    ModelsCheck.Result models = ModelsCheck.of(system.spec(), all);
    telling.accept(
        "models: %d versions, %d published again; served: %d answers of %d models, %d by an older version; "
                .formatted(
                    models.versions(),
                    models.again(),
                    served.answers(),
                    served.keys(),
                    served.backwards())
            + "predictions: %d for %d events, %d of them sent again"
                .formatted(
                    answers.answers(), answers.answered(), feeder.questions() - feeder.usable()));
    List<String> findings = new ArrayList<>(models.findings());
    if (served.backwards() > 0 || served.answers() == 0) {
      findings.add(
          "of %d answers served, %d were by an older version"
              .formatted(served.answers(), served.backwards()));
    }
    return findings;
  }

  @Override
  public void close() {
    served.close();
    answers.close();
    feeder.close();
    log.close();
    control.close();
    read.close();
    plain.close();
    system.close();
  }
}

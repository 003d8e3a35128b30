package io.gradstream.faults;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.dump.Dump;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Feeds a learner, lets faults happen to it, and compares its state after each with the plain
 * learner's that was fed the same records. Used by one thread.
 */
final class Proof implements AutoCloseable {

  private static final int RATE = 400; // records a second
  private static final int BETWEEN = 300; // events fed before and after a fault
  private static final int TRIES = 5;
  private static final int SHOWN = 5; // differences
  private static final Set<String> LEARNER_STATES =
      Set.of("blocks", "progress", "statistics", "categories", "targets", "scores", "batch");

  private final FaultSystem system;
  private final PlainRun plain;
  private final Feeder feeder;
  private final TopicLog log;
  private final AnswerWatch answers;
  private final Consumer<String> telling;

  private Proof(FaultSystem system, long seed, int machines, Consumer<String> telling) {
    String brokers = system.broker().address();
    this.system = system;
    this.telling = telling;
    plain = new PlainRun(system.spec());
    feeder = new Feeder(new Traffic(seed, machines), brokers, RATE);
    log = new TopicLog(brokers, false, Machines.EVENTS, Machines.LABELS);
    answers = new AnswerWatch(system.spec().name(), brokers, false);
  }

  /**
   * Starts the system.
   *
   * @param machines how many models there will be
   * @param telling is told what goes on, a line each
   */
  static Proof start(LearnerSpec spec, long seed, int machines, Consumer<String> telling) {
    return new Proof(FaultSystem.start(spec), seed, machines, telling);
  }

  FaultSystem system() {
    return system;
  }

  /** Events, a fault in the midst of them, and what came of it. */
  FaultResult round(Fault fault) {
    feeder.resume();
    feedOn();
    long before = System.nanoTime();
    Fault.Hit hit = fault.strike(system);
    telling.accept(fault.name() + ": " + hit.what());
    Waiting.until(fault.name() + " is over", hit.over());
    long seen = answers.answers();
    Waiting.until("an answer after " + fault.name(), () -> answers.answers() > seen);
    Duration recovery = Duration.ofNanos(System.nanoTime() - before);
    feedOn();
    feeder.pause();
    return compare(fault.name(), hit.what(), recovery);
  }

  private void feedOn() {
    long goal = feeder.events() + BETWEEN;
    Waiting.until("events are fed", () -> feeder.events() >= goal);
  }

  /** Compares with everything learned that was fed. */
  private FaultResult compare(String fault, String hit, Duration recovery) {
    long time = feeder.mark();
    log.read(plain::add);
    plain.learnThrough(time - 1);
    Waiting.until("all is read", this::allIsRead);
    Map<String, String> expected = plain.state();
    Dump dump = dump();
    List<String> differences = differences(expected, dump);
    for (int i = 1; i < TRIES && !differences.isEmpty(); i++) {
      dump = dump(); // the last watermark may have been on its way
      differences = differences(expected, dump);
    }
    differences.forEach(telling);
    long learned = Long.parseLong(dump.entries().getOrDefault("learner/counts/EXAMPLES", "0"));
    Waiting.until("all is answered", () -> answers.answered() >= feeder.usable());
    return new FaultResult(
        fault,
        hit,
        feeder.events(),
        Math.max(0, plain.examples() - learned),
        Math.max(0, learned - plain.examples()),
        differences.isEmpty(),
        recovery);
  }

  private Dump dump() {
    String savepoint = system.checkpoints().savepoint(system.run().folder().resolve("savepoints"));
    return StateOf.savepoint(system, savepoint);
  }

  private boolean allIsRead() {
    return ReadOffsets.of(system.broker(), system.spec().name()).equals(log.ends());
  }

  /** Of all keys' learners, neither one missing nor one too many. */
  static List<String> differences(Map<String, String> expected, Dump dump) {
    Map<String, String> actual = new HashMap<>();
    LEARNER_STATES.forEach(state -> actual.putAll(dump.below("learner/" + state + "/")));
    return Dump.differences(expected, actual, SHOWN);
  }

  @Override
  public void close() {
    answers.close();
    feeder.close();
    log.close();
    plain.close();
    system.close();
  }
}

package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Two learners on a session cluster of two TaskManagers, one with a network each machine and one
 * with a network for all of them, which are stopped in mid-stream and started again in other {@link
 * Shape}s. Used by one thread.
 */
public final class Upgrades implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 3;
  private static final int HEAP_MEGABYTES = 384;
  private static final String WRITE_BUFFER = "1mb"; // of each state of each subtask
  private static final int RATE = 400; // records a second
  private static final int BETWEEN = 200; // events fed before and after a change
  private static final int TRIES = 5;
  private static final int SHOWN = 5; // differences
  private static final Shape UNDISTURBED = new Shape(2, Shape.Backend.HEAP, false, 64);

  private final LocalRun run;
  private final LocalBroker broker;
  private final LocalFlink flink;
  private final Feeder feeder;
  private final TopicLog log;
  private final ReadOffsets read;
  private final List<UpgradedLearner> learners;
  private final Consumer<String> telling;

  private Upgrades(
      LocalRun run, LocalBroker broker, LocalFlink flink, Traffic traffic, Consumer<String> told) {
    this.run = run;
    this.broker = broker;
    this.flink = flink;
    this.telling = told;
    feeder = new Feeder(traffic, broker.address(), RATE);
    log = new TopicLog(broker.address(), false, Machines.EVENTS, Machines.LABELS);
    read = new ReadOffsets(broker);
    learners = learners("upgraded");
  }

  /**
   * Starts broker and cluster, with no learner yet.
   *
   * @param machines how many models there will be
   * @param telling is told what goes on, a line each
   */
  public static Upgrades start(long seed, int machines, Consumer<String> telling) {
    LocalRun run = LocalRun.start();
    try {
      Home home = Home.ofThisProcess();
      LocalBroker broker = LocalBroker.start(home, run);
      LocalFlink flink = LocalFlink.session(home, run, options(run));
      broker.awaitReady();
      broker.createTopics(Machines.topics(PARTITIONS));
      flink.awaitReady();
      return new Upgrades(run, broker, flink, new Traffic(seed, machines), telling);
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private static FlinkOptions options(LocalRun run) {
    return new FlinkOptions(
        TASK_MANAGERS,
        SLOTS,
        run.folder().resolve("state"),
        HEAP_MEGABYTES,
        Map.of(
            "taskmanager.load-balance.mode",
            "SLOTS",
            "execution.checkpointing.data-inline-threshold",
            "0b",
            "state.backend.rocksdb.memory.managed",
            "false",
            "state.backend.rocksdb.writebuffer.size",
            WRITE_BUFFER));
  }

  private List<UpgradedLearner> learners(String name) {
    return Stream.of(
            Machines.spec(name + "-by-machine", Variant.usual(false)),
            Machines.globalSpec(name + "-global"))
        .map(spec -> new UpgradedLearner(spec, run, broker, flink.rest()))
        .toList();
  }

  /**
   * What came of a change of shape.
   *
   * @param keys of the learner that has a network each machine
   * @param events fed so far
   * @param change from the first stop to both learners running again
   * @param findings what is wrong; empty when all is well
   */
  public record Step(Shape shape, int keys, long events, Duration change, List<String> findings) {}

  /** Feeds events at once, for the learners to find when they start. */
  public void feed(int events) {
    feeder.feed(events);
  }

  /** Starts the learners in a shape, for the first time or from where they stop now. */
  public Step change(Shape shape) {
    feeder.resume();
    long before = System.nanoTime();
    for (UpgradedLearner learner : learners) {
      if (learner.isStarted()) {
        learner.stop();
      }
      learner.start(shape);
    }
    Waiting.until("the learners run as " + shape, () -> run(learners));
    Duration change = Duration.ofNanos(System.nanoTime() - before);
    long goal = feeder.events() + BETWEEN;
    Waiting.until("events are fed", () -> feeder.events() >= goal);
    feeder.pause();
    List<String> findings = Stream.concat(differencesFromPlain(), notInShape(shape)).toList();
    int keys = learners.get(0).plain().keys().size();
    Step step = new Step(shape, keys, feeder.events(), change, findings);
    telling.accept(step.toString());
    return step;
  }

  private boolean run(List<UpgradedLearner> some) {
    return some.stream()
        .allMatch(learner -> flink.rest().job(learner.job()).state().equals("RUNNING"));
  }

  private Stream<String> differencesFromPlain() {
    long time = feeder.mark();
    log.read(entry -> learners.forEach(learner -> learner.plain().add(entry)));
    learners.forEach(learner -> learner.plain().learnThrough(time - 1));
    awaitRead(learners);
    return learners.stream()
        .flatMap(
            learner -> {
              Map<String, String> expected = learner.plain().state();
              return differences(learner, dump -> Proof.differences(expected, dump));
            });
  }

  private void awaitRead(List<UpgradedLearner> some) {
    for (UpgradedLearner learner : some) {
      Waiting.until(
          learner.spec().name() + " has read all",
          () -> read.by(learner.spec().name()).equals(log.ends()));
    }
  }

  /** None, or the last of several: the last watermark may be on its way. */
  private static Stream<String> differences(
      UpgradedLearner learner, Function<Dump, List<String>> differences) {
    List<String> found = differences.apply(learner.dump());
    for (int i = 1; i < TRIES && !found.isEmpty(); i++) {
      found = differences.apply(learner.dump());
    }
    return found.stream().map(difference -> learner.spec().name() + ": " + difference);
  }

  private Stream<String> notInShape(Shape shape) {
    return learners.stream()
        .filter(
            learner ->
                !learner.checkpoints().backend().equals(shape.backend().className())
                    || learner.sharesFiles() != shape.incremental())
        .map(learner -> learner.spec().name() + " is not " + shape);
  }

  /**
   * Ends the learners and compares everything they leave behind with what learners leave that read
   * the same topics undisturbed.
   *
   * @return what is wrong; empty when all is well
   */
  public List<String> finish() {
    learners.forEach(UpgradedLearner::stop);
    List<UpgradedLearner> undisturbed = learners("undisturbed");
    undisturbed.forEach(learner -> learner.start(UNDISTURBED));
    awaitRead(undisturbed);
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < learners.size(); i++) {
      SortedMap<String, String> upgraded = comparable(learners.get(i).stoppedAt());
      telling.accept("%s: %d entries".formatted(learners.get(i).spec().name(), upgraded.size()));
      differences(undisturbed.get(i), dump -> Dump.differences(comparable(dump), upgraded, SHOWN))
          .forEach(findings::add);
    }
    return findings;
  }

  /** All but what has the learner's name in it: its specs, and how far its own topic is read. */
  static SortedMap<String, String> comparable(Dump dump) {
    SortedMap<String, String> entries = new TreeMap<>(dump.entries());
    entries
        .keySet()
        .removeIf(
            place -> place.contains("/specs/") || place.startsWith("control/SourceReaderState/"));
    return entries;
  }

  @Override
  public void close() {
    feeder.close();
    log.close();
    read.close();
    learners.forEach(learner -> learner.plain().close());
    run.close();
  }
}

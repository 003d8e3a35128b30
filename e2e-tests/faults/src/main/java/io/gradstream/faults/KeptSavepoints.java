package io.gradstream.faults;

import io.gradstream.faults.Shape.Backend;
import io.gradstream.faults.dump.Dump;
import io.gradstream.jobs.Commands;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.FlinkCheckpoints.Form;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlCommandCodec;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Savepoints that a release of Flink made of learners in mid-stream, in a folder with all that they
 * had read and what came later: {@link #make} makes them, {@link #goOn} lets the learners go on
 * from there on the Flink of today. Each learner has a pool for each of a few machines, with
 * history, labels that wait, replay, drift, and commands that hold and that are yet to. Used by one
 * thread.
 */
public final class KeptSavepoints implements AutoCloseable {

  private static final long SEED = 22;
  private static final int MACHINES = 2;
  private static final int EVENTS = 100; // between one command and the next
  private static final int LATER = 300; // events after the savepoints
  private static final int TRIES = 5;
  private static final int SHOWN = 5; // differences
  private static final int PARTITIONS = 2;
  private static final int SLOTS = 8; // two subtasks of each learner
  private static final int HEAP_MEGABYTES = 512;
  private static final Path BEFORE = Path.of("before.gz");
  private static final Path AFTER = Path.of("after.gz");
  private static final Path OWN = Path.of("own.gz"); // topics of the learner's own
  private static final Path SPEC = Path.of("learner.yaml");
  private static final Path SAVEPOINT = Path.of("savepoint");

  /** One learner each. */
  private enum Kind {
    HEAP_CANONICAL(Backend.HEAP, Form.CANONICAL, false),
    HEAP_NATIVE(Backend.HEAP, Form.NATIVE, true),
    ROCKSDB_CANONICAL(Backend.ROCKSDB, Form.CANONICAL, true),
    ROCKSDB_NATIVE(Backend.ROCKSDB, Form.NATIVE, false);

    private final Backend backend;
    private final Form form;
    private final boolean exactlyOnce;

    Kind(Backend backend, Form form, boolean exactlyOnce) {
      this.backend = backend;
      this.form = form;
      this.exactlyOnce = exactlyOnce;
    }

    private String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Shape shape() {
      return new Shape(2, backend, false, 8);
    }

    private LearnerSpec newSpec() {
      return Machines.smallPoolSpec("kept-" + title(), Variant.usual(exactlyOnce));
    }
  }

  private record Learner(Kind kind, UpgradedLearner of) {

    private String name() {
      return of.spec().name();
    }
  }

  private final Path folder;
  private final Consumer<String> telling;
  private final LocalRun run = LocalRun.start();
  private final LocalBroker broker;
  private final LocalFlink flink;
  private final ControlCommandCodec codec = new ControlCommandCodec();
  private final List<Learner> learners = new ArrayList<>();
  private final ReadOffsets read;

  private KeptSavepoints(Path folder, Consumer<String> telling) {
    this.folder = folder;
    this.telling = telling;
    Home home = Home.ofThisProcess();
    broker = LocalBroker.start(home, run);
    FlinkOptions options =
        new FlinkOptions(
            1,
            SLOTS,
            run.folder().resolve("state"),
            HEAP_MEGABYTES,
            Backend.ROCKSDB.flinkOptions()); // the jobs say which they have
    flink = LocalFlink.session(home, run, options);
    broker.awaitReady();
    broker.createTopics(Machines.topics(PARTITIONS));
    flink.awaitReady();
    read = new ReadOffsets(broker);
  }

  /**
   * Starts broker and cluster, with no learner yet.
   *
   * @param folder of the savepoints of one release
   * @param telling is told what goes on, a line each
   */
  public static KeptSavepoints start(Path folder, Consumer<String> telling) {
    return new KeptSavepoints(folder, telling);
  }

  /** Fills the folder. */
  public void make() throws IOException {
    for (Kind kind : Kind.values()) {
      add(kind, kind.newSpec()).of().start(kind.shape());
    }
    awaitRunning();
    try (Feeder feeder = new Feeder(new Traffic(SEED, MACHINES), broker.address(), 1)) {
      feed(feeder, new SetLearningRate("c1", 0.02f));
      feed(feeder, new Pause("c2"));
      feed(feeder, new Resume("c3"));
      feed(feeder, new SetLearningRate("c4", 0.005f)); // its place is yet to come
      KeptRecords before = fed();
      Files.createDirectories(folder);
      before.write(folder.resolve(BEFORE));
      for (Learner learner : learners) {
        keep(learner);
      }
      feeder.feed(LATER);
      feeder.mark();
      fed().since(before).write(folder.resolve(AFTER));
    }
  }

  private Learner add(Kind kind, LearnerSpec spec) {
    Learner learner = new Learner(kind, new UpgradedLearner(spec, run, broker, flink.rest()));
    learners.add(learner);
    return learner;
  }

  private void awaitRunning() {
    for (Learner learner : learners) {
      Waiting.until(
          learner.name() + " runs",
          () -> flink.rest().job(learner.of().job()).state().equals("RUNNING"));
    }
  }

  private KeptRecords fed() {
    return KeptRecords.of(broker, Machines.EVENTS, Machines.LABELS);
  }

  /** Events, which all learners read, and then a command to each. */
  private void feed(Feeder feeder, ControlCommand command) {
    feeder.feed(EVENTS);
    learners.forEach(this::awaitRead);
    learners.forEach(learner -> order(learner, command));
  }

  private void awaitRead(Learner learner) {
    try (TopicLog log = new TopicLog(broker.address(), false, Machines.EVENTS, Machines.LABELS)) {
      Waiting.until(
          learner.name() + " has read all", () -> read.by(learner.name()).equals(log.ends()));
    }
  }

  /** Returns when the command has its position. */
  private void order(Learner learner, ControlCommand command) {
    String control = Topics.of(learner.name()).control();
    Sending.send(
        broker,
        new ProducerRecord<>(
            control, command.id().getBytes(StandardCharsets.UTF_8), codec.encode(command)));
    PlainCommands seen = new PlainCommands();
    try (TopicLog log = new TopicLog(broker.address(), true, control)) {
      Waiting.until(
          learner.name() + " knows " + command,
          () -> {
            log.read(seen::add);
            return seen.isPlaced(command.id());
          });
    }
  }

  private void keep(Learner learner) throws IOException {
    Path place = folder.resolve(learner.kind().title());
    Files.createDirectories(place);
    String savepoint = learner.of().stop(learner.kind().form);
    copy(FlinkPath.toPath(savepoint), place.resolve(SAVEPOINT));
    Topics own = Topics.of(learner.name());
    KeptRecords.of(broker, own.control())
        .and(KeptRecords.newestOf(broker, own.claims()))
        .write(place.resolve(OWN));
    Files.writeString(place.resolve(SPEC), learner.of().spec().source().text());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /**
   * Lets every learner go on from its savepoint with what came later, and compares its state with
   * the plain learner's, and then with all that a learner leaves which reads the same topics
   * undisturbed.
   *
   * @return what is wrong; empty when all is well
   */
  public List<String> goOn() throws IOException {
    KeptRecords.read(folder.resolve(BEFORE)).send(broker);
    for (Kind kind : Kind.values()) {
      takeUp(kind);
    }
    awaitRunning();
    learners.forEach(learner -> order(learner, new SetLearningRate("c5", 0.01f)));
    KeptRecords.read(folder.resolve(AFTER)).send(broker);
    learners.forEach(this::awaitRead);
    List<String> findings = new ArrayList<>();
    for (Learner learner : learners) {
      learnPlainly(learner);
      Map<String, String> expected = learner.of().plain().state();
      findings.addAll(differences(learner, dump -> Proof.differences(expected, dump)));
      telling.accept(
          "%s: %d models, %d entries of state, differences so far: %s"
              .formatted(
                  learner.name(), learner.of().plain().keys().size(), expected.size(), findings));
      learner.of().stop(Form.CANONICAL);
    }
    for (Learner learner : learners) {
      findings.addAll(differencesFromUndisturbed(learner));
    }
    return findings;
  }

  private void takeUp(Kind kind) throws IOException {
    Path place = folder.resolve(kind.title());
    Learner learner = add(kind, SpecReader.read(place.resolve(SPEC)));
    Topics own = Topics.of(learner.name());
    broker.createTopics(
        List.of(
            new NewTopic(own.control(), 1, (short) 1),
            new NewTopic(own.claims(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
    KeptRecords.read(place.resolve(OWN)).send(broker);
    Path savepoint = run.folder().resolve("kept").resolve(kind.title());
    Files.createDirectories(savepoint.getParent());
    copy(place.resolve(SAVEPOINT), savepoint);
    learner.of().takeOver(FlinkPath.of(savepoint));
    learner.of().start(kind.shape());
  }

  private void learnPlainly(Learner learner) {
    PlainRun plain = learner.of().plain();
    try (TopicLog control =
            new TopicLog(broker.address(), true, Topics.of(learner.name()).control());
        TopicLog log = new TopicLog(broker.address(), false, Machines.EVENTS, Machines.LABELS)) {
      control.read(plain.commands()::add);
      long[] mark = new long[1];
      log.read(
          entry -> {
            plain.add(entry);
            entry.mark().ifPresent(time -> mark[0] = time);
          });
      plain.learnThrough(mark[0] - 1);
    }
  }

  /** None, or the last of several: the last watermark may be on its way. */
  private static List<String> differences(
      Learner learner, Function<Dump, List<String>> differences) {
    List<String> found = differences.apply(learner.of().dump());
    for (int i = 1; i < TRIES && !found.isEmpty(); i++) {
      found = differences.apply(learner.of().dump());
    }
    return found.stream().map(difference -> learner.name() + ": " + difference).toList();
  }

  private List<String> differencesFromUndisturbed(Learner learner) {
    LearnerSpec spec = Machines.named(learner.name() + "-undisturbed", learner.of().spec());
    CommandsCopy.copy(broker, learner.name(), spec.name());
    UpgradedLearner of = new UpgradedLearner(spec, run, broker, flink.rest());
    Learner undisturbed = new Learner(learner.kind(), of);
    of.start(learner.kind().shape(), Commands.ALL);
    awaitRead(undisturbed);
    Map<String, String> all = comparable(learner.of().stoppedAt());
    List<String> found =
        differences(undisturbed, dump -> Dump.differences(comparable(dump), all, SHOWN));
    telling.accept(
        "%s: %d entries of all state, differences: %s"
            .formatted(learner.name(), all.size(), found));
    of.stop();
    of.plain().close();
    return found;
  }

  /** All but what tells that the topics are not those of before: they are of another broker. */
  private static SortedMap<String, String> comparable(Dump dump) {
    SortedMap<String, String> entries = Upgrades.comparable(dump);
    entries
        .keySet()
        .removeIf(
            place ->
                place.contains("/partition-reads/")
                    || place.endsWith("_GAPS")
                    || place.endsWith("_LOST"));
    return entries;
  }

  @Override
  public void close() {
    read.close();
    learners.forEach(learner -> learner.of().plain().close());
    run.close();
  }
}

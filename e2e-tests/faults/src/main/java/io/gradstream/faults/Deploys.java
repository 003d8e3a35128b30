package io.gradstream.faults;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.LocalFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Faults in how the learner is deployed again, and in what it finds then. */
public enum Deploys implements Fault {
  OLDER_SAVEPOINT("deploy again from a savepoint that is not the newest state") {
    @Override
    public Hit strike(FaultSystem system) {
      String savepoint = system.savepoint();
      learnOn(system);
      Deployments deployments = system.deployments();
      deployments.kill();
      deployments.branchFrom(savepoint);
      Set<String> keys = published(system);
      return new Hit(
          "generation %d, %d models".formatted(deployments.generation(), keys.size()),
          () -> system.isRestored(0) && areServed(keys, system));
    }
  },

  TWO_JOBS("deploy a second time while the first job runs") {
    @Override
    public Hit strike(FaultSystem system) {
      String savepoint = system.savepoint();
      learnOn(system);
      Deployments deployments = system.deployments();
      LocalFlink first = system.flink();
      long run = deployments.run();
      LocalFlink second = deployments.launch(savepoint);
      Waiting.until("the second has begun", () -> deployments.run() > run);
      long begun = System.nanoTime();
      Waiting.until("the first ends", () -> !first.jobManager().isAlive());
      Duration alive = Duration.ofNanos(System.nanoTime() - begun);
      String words = "has been deployed again (run %d".formatted(deployments.run());
      Waiting.until("the first says why", () -> logOf(first).contains(words));
      deployments.branchTo(second);
      Set<String> keys = published(system);
      return new Hit(
          "run %d shut out within %d ms by run %d"
              .formatted(run, alive.toMillis(), deployments.run()),
          () -> system.isRestored(0) && areServed(keys, system));
    }
  },

  RETENTION("records that are read are deleted while the job is down") {
    @Override
    public Hit strike(FaultSystem system) {
      Map<TopicPartition, Long> deleted =
          Waiting.untilGiven(
              "records that are read",
              () -> Optional.of(system.readTwice()).filter(Deploys::isSomething));
      String savepoint = system.stop();
      system.retention().delete(deleted);
      system.deployments().from(savepoint);
      return new Hit(
          "%d records are gone".formatted(deleted.values().stream().mapToLong(of -> of).sum()),
          () -> system.isRestored(0));
    }
  },

  FLIPPED_BYTE("a byte of the newest checkpoint flips, deploy again from the one before") {
    @Override
    public Hit strike(FaultSystem system) {
      learnOn(system);
      Deployments deployments = system.deployments();
      deployments.kill();
      List<Path> checkpoints = deployments.checkpoints();
      flipFirstByte(checkpoints.get(0).resolve("_metadata"));
      try (LocalFlink refused = deployments.launch(checkpoints.get(0).toUri().toString())) {
        Waiting.until("the damaged one is refused", () -> !refused.jobManager().isAlive());
      }
      deployments.goOnFrom(checkpoints.get(1));
      return new Hit(
          "%s damaged and refused, %s taken"
              .formatted(checkpoints.get(0).getFileName(), checkpoints.get(1).getFileName()),
          () -> system.isRestored(0));
    }
  };

  private static final int AFTER = 3; // checkpoints

  private final String title;

  Deploys(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  /** Until checkpoints are complete that are newer than any state made before. */
  private static void learnOn(FaultSystem system) {
    FlinkCheckpoints checkpoints = system.checkpoints();
    long completed = checkpoints.completed();
    Waiting.until("newer checkpoints", () -> checkpoints.completed() >= completed + AFTER);
  }

  /** Keys of all models there are. */
  private static Set<String> published(FaultSystem system) {
    Set<String> keys = new HashSet<>();
    new PublishedModels(system.spec(), system.broker().address(), system.snapshots())
        .read(message -> keys.add(message.key()));
    return keys;
  }

  /** Readers of models of a generation that was left are not left with them. */
  private static boolean areServed(Set<String> keys, FaultSystem system) {
    long generation = system.deployments().generation();
    return keys.stream()
        .map(system::version)
        .allMatch(version -> version.filter(of -> of.generation() == generation).isPresent());
  }

  /** Whether something of each partition has been read. */
  private static boolean isSomething(Map<TopicPartition, Long> read) {
    return !read.isEmpty() && read.values().stream().allMatch(offset -> offset > 0);
  }

  private static String logOf(LocalFlink cluster) {
    try {
      return Files.readString(cluster.jobManager().log());
    } catch (IOException e) {
      throw new UncheckedIOException("no log", e);
    }
  }

  private static void flipFirstByte(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot damage " + file, e);
    }
  }
}

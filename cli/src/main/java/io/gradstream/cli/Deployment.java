package io.gradstream.cli;

import io.gradstream.local.CheckpointSums;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.JobCondition;
import io.gradstream.local.JobCondition.CannotRead;
import io.gradstream.local.JobCondition.Failed;
import io.gradstream.local.JobCondition.Stopped;
import io.gradstream.local.JobCondition.Waits;
import io.gradstream.local.JobWatch;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcessException;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A learner that is being deployed: says what becomes of it, and what to do when it comes to
 * nothing.
 *
 * @param checkpoints folder of the learner's checkpoints on this machine
 * @param words of the command that deploys it
 */
record Deployment(String learner, Path checkpoints, List<String> words, PrintWriter out) {

  private static final String FROM = "--from";

  /** What is done besides while the job is watched. */
  interface Milestones {

    void starts(URI flink, String job, boolean isSession);

    void runs();

    /** About every two seconds, once it runs. */
    void look(FlinkRest cluster, String job);
  }

  /**
   * Waits until the job of a session cluster runs.
   *
   * @throws LocalProcessException when it does not
   */
  void awaitRunning(FlinkRest cluster, String job, Milestones milestones) throws IOException {
    say("is job " + job + " and starts");
    milestones.starts(cluster.address(), job, true);
    JobCondition condition = watch(cluster, job).awaitRunning(() -> {});
    if (condition instanceof CannotRead) {
      cluster.cancel(job); // it would restart without end
    }
    requireRuns(condition, true);
    milestones.runs();
    say("runs as job " + job);
  }

  /**
   * Says what becomes of a cluster's only job, until it ends. Returns when it was stopped.
   *
   * @param place of the checkpoint that it goes on from
   * @param logs folder of the cluster's
   * @throws LocalProcessException when it fails
   */
  void follow(LocalFlink cluster, Optional<String> place, Path logs, Milestones milestones)
      throws IOException {
    try {
      cluster.awaitReady();
      String job = JobWatch.awaitOnlyJob(cluster.rest(), cluster::requireAlive);
      milestones.starts(cluster.address(), job, false);
      say(
          "starts; Flink answers on %s; logs in %s; Ctrl-C ends"
              .formatted(cluster.address(), logs));
      JobWatch watch = watch(cluster.rest(), job);
      requireRuns(watch.awaitRunning(cluster::requireAlive), true);
      milestones.runs();
      say("runs");
      requireRuns(
          watch.follow(
              () -> {
                cluster.requireAlive();
                noteSums();
                milestones.look(cluster.rest(), job);
              }),
          false);
    } catch (LocalProcessException e) {
      if (!cluster.jobManager().isDone()) {
        throw said(cluster.jobManager().log(), place).orElse(e);
      }
    }
    say("was stopped");
  }

  /** What a JobManager said of its checkpoint. */
  private Optional<LocalProcessException> said(Path log, Optional<String> place)
      throws IOException {
    Optional<String> cause = RefusedState.unreadable(log);
    return place.isPresent() && cause.isPresent()
        ? Optional.of(new LocalProcessException(unreadable(place.get(), cause.get())))
        : RefusedState.in(log);
  }

  private void noteSums() {
    try {
      CheckpointSums.note(checkpoints);
    } catch (IOException | UncheckedIOException gone) {
      // Flink has deleted one while it was read: the next look is two seconds from now
    }
  }

  /**
   * Looks whether the files of a checkpoint are what was written, as far as that is known.
   *
   * @throws LocalProcessException when they are not
   */
  void requireIntact(String place) throws IOException {
    if (FlinkPath.isLocal(place)) {
      Optional<String> damage = CheckpointSums.damage(FlinkPath.toPath(place));
      if (damage.isPresent()) {
        throw new LocalProcessException(unreadable(place, damage.get()));
      }
    }
  }

  private JobWatch watch(FlinkRest cluster, String job) {
    return new JobWatch(cluster, job, this::say);
  }

  void say(String what) {
    out.printf("learner %s %s%n", learner, what);
    out.flush();
  }

  private void requireRuns(JobCondition condition, boolean isNew) throws IOException {
    if (condition instanceof CannotRead state) {
      throw new LocalProcessException(unreadable(state.place(), state.cause()));
    } else if (condition instanceof Failed failed) {
      throw new LocalProcessException("learner %s failed: %s".formatted(learner, failed.cause()));
    } else if (condition instanceof Stopped && isNew) {
      throw new LocalProcessException("learner %s was stopped before it ran".formatted(learner));
    } else if (condition instanceof Waits waits) {
      throw new LocalProcessException(
          "learner %s does not run after %d minutes; %s"
              .formatted(
                  learner,
                  waits.since().toMinutes(),
                  waits.cause().isEmpty() ? "no task has failed" : waits.cause()));
    }
  }

  /** What to do about a checkpoint that cannot be read. */
  String unreadable(String place, String cause) throws IOException {
    String told =
        "learner %s cannot be restored from %s: %s%nThe checkpoint may be damaged. "
            .formatted(learner, place, cause);
    Optional<Path> before =
        FlinkPath.isLocal(place)
            ? RetainedCheckpoints.in(checkpoints).before(FlinkPath.toPath(place))
            : Optional.empty();
    return told
        + before
            .map(
                checkpoint ->
                    "To go on from the one before it, and learn again what came since:%n  gradstream %s"
                        .formatted(commandFrom(checkpoint)))
            .orElse(
                "There is none before it in %s; name another, or a savepoint, with --from"
                    .formatted(checkpoints));
  }

  private String commandFrom(Path checkpoint) {
    List<String> same = new ArrayList<>();
    boolean isValue = false;
    for (String word : words) {
      boolean isFrom = word.equals(FROM);
      if (!isValue && !isFrom && !word.startsWith(FROM + "=")) {
        same.add(word);
      }
      isValue = isFrom;
    }
    same.add(FROM);
    same.add(checkpoint.toString());
    return same.stream().map(Deployment::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

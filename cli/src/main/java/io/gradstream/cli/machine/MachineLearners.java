package io.gradstream.cli.machine;

import io.gradstream.cli.running.RunRecord;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.running.Stopping;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.FlinkRestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The learners that run in the machine's cluster, or by themselves on its broker. */
final class MachineLearners {

  /** Their names are folders'. */
  private static final Pattern LEARNER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final Machine machine;
  private final StateFolder state;
  private final Consumer<String> tell;

  MachineLearners(Machine machine, Consumer<String> tell) {
    this.machine = machine;
    this.state = machine.folder().state();
    this.tell = tell;
  }

  /** The learners whose jobs have ended with the cluster, and nobody stopped them. */
  List<String> lost() throws IOException {
    return state.noted().stream()
        .filter(
            learner -> new Stopping(state, learner).session().filter(this::isOfCluster).isPresent())
        .filter(learner -> new Stopping(state, learner).running().isEmpty())
        .toList();
  }

  /**
   * Stops all of them, each with a savepoint, or without where there is none to be had.
   *
   * @return whether each has made one
   */
  boolean stop() throws IOException {
    boolean isSaved = true;
    for (String learner : state.noted()) {
      Stopping stopping = new Stopping(state, learner);
      Optional<RunRecord> run = stopping.running().filter(this::isOfMachine);
      if (run.isPresent()) {
        isSaved &= stop(learner, stopping, run.get());
      }
    }
    return isSaved & stopOthers();
  }

  private boolean isOfMachine(RunRecord run) {
    return run.isSession() ? isOfCluster(run) : isOnBroker(run.brokers());
  }

  private boolean isOfCluster(RunRecord run) {
    return machine.options().filter(up -> isSame(up.flink(), URI.create(run.flink()))).isPresent();
  }

  private boolean isOnBroker(String brokers) {
    return machine.brokers().filter(broker -> broker.equals(numeric(brokers))).isPresent();
  }

  private static String numeric(String brokers) {
    return brokers.replace("localhost", "127.0.0.1");
  }

  private static boolean isSame(URI one, URI other) {
    return numeric(one.toString()).equals(numeric(other.toString()));
  }

  private boolean stop(String learner, Stopping stopping, RunRecord run) {
    try {
      say(learner, "has left the savepoint " + stopping.stop(run));
      return true;
    } catch (IOException | RuntimeException e) {
      say(
          learner,
          "made no savepoint (%s) and is ended; deployed again it goes on from its newest checkpoint"
              .formatted(e.getMessage()));
      end(learner, stopping, run);
      return false;
    }
  }

  private void end(String learner, Stopping stopping, RunRecord run) {
    try {
      stopping.end(run);
    } catch (IOException | RuntimeException e) {
      say(learner, "could not be ended: " + e.getMessage());
    }
  }

  /** Jobs that were sent to the cluster from another state folder, or by other means. */
  private boolean stopOthers() {
    Optional<URI> cluster = machine.cluster();
    if (cluster.isEmpty()) {
      return true;
    }
    boolean isSaved = true;
    try {
      for (String name : new FlinkRest(cluster.get()).namesOfRunning()) {
        isSaved &= stopOther(name, cluster.get());
      }
    } catch (FlinkRestException | UncheckedIOException e) {
      tell.accept("the cluster does not say which jobs it runs: " + e.getMessage());
      return false;
    }
    return isSaved;
  }

  private boolean stopOther(String name, URI cluster) {
    if (!LEARNER.matcher(name).matches()) {
      tell.accept("job '%s' is no learner and ends with the cluster".formatted(name));
      return true;
    }
    try {
      say(name, "has left the savepoint " + new Stopping(state, name).stop(cluster));
      return true;
    } catch (IOException | RuntimeException e) {
      say(name, "made no savepoint (%s) and ends with the cluster".formatted(e.getMessage()));
      return false;
    }
  }

  private void say(String learner, String what) {
    tell.accept("learner %s %s".formatted(learner, what));
  }
}

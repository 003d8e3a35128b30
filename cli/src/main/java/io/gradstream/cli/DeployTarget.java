package io.gradstream.cli;

import io.gradstream.cli.machine.ClusterSlots;
import io.gradstream.cli.machine.Machine;
import java.net.URI;
import java.util.Optional;

/** Where a learner's job is to run. */
sealed interface DeployTarget {

  /** In processes of its own, which end with the deploy. */
  record Own() implements DeployTarget {}

  /** In the session cluster that {@code gradstream up} runs on this machine. */
  record OfMachine(URI cluster) implements DeployTarget {

    /**
     * Waits a moment for slots that a learner before is leaving.
     *
     * @throws IllegalStateException when the cluster does not have as many
     */
    void requireRoom(int parallelism, String learner) {
      ClusterSlots slots = ClusterSlots.await(cluster, parallelism);
      if (slots.total() == 0) {
        throw new IllegalStateException(
            "the cluster at %s has no TaskManager: gradstream up starts it again"
                .formatted(cluster));
      }
      if (slots.free() < parallelism) {
        throw new IllegalStateException(
            """
            learner %s does not run: it wants %d slots, and %d of %d are free in the cluster at %s.
            Stop another learner, or give it a smaller --parallelism; for more: gradstream down, then gradstream up --slots N"""
                .formatted(learner, parallelism, slots.free(), slots.total(), cluster));
      }
    }
  }

  /** In a session cluster of the user's. */
  record OfUser(URI cluster) implements DeployTarget {}

  /**
   * The one that was named, or else the machine's if that runs.
   *
   * @param named null for none
   * @param isAlone whether processes of its own are wanted
   */
  static DeployTarget of(URI named, boolean isAlone, Machine machine) {
    Optional<DeployTarget> up =
        machine
            .cluster()
            .filter(flink -> named == null || isSame(flink, named))
            .map(OfMachine::new);
    if (isAlone) {
      return new Own();
    }
    return up.orElseGet(() -> named == null ? new Own() : new OfUser(named));
  }

  private static boolean isSame(URI up, URI named) {
    boolean isHere = "localhost".equals(named.getHost()) || up.getHost().equals(named.getHost());
    return isHere && up.getPort() == named.getPort();
  }

  /** The session cluster, if it is one. */
  default Optional<URI> flink() {
    if (this instanceof OfMachine up) {
      return Optional.of(up.cluster());
    }
    return this instanceof OfUser theirs ? Optional.of(theirs.cluster()) : Optional.empty();
  }

  /** Whether its checkpoints lie in the state folder of this machine. */
  default boolean isHere() {
    return !(this instanceof OfUser);
  }
}

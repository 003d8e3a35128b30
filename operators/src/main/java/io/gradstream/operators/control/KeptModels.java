package io.gradstream.operators.control;

import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.SnapshotMessage.Inline;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What orders about single models need. Of a promotion that is a challenger of that name; of going
 * back it is a model: in the order itself, or, too large for a record, as a copy in a folder of
 * their own beside the learner's snapshots, of which files are deleted once a newer one is
 * published.
 */
final class KeptModels implements OrderedModels {

  private static final String FOLDER = "kept"; // in the learner's

  private final LearnerSpec spec;
  private final SnapshotFiles published;
  private final SnapshotFiles kept;

  /**
   * @param snapshots absolute; shared by all learners
   */
  KeptModels(LearnerSpec spec, Path snapshots) {
    this.spec = spec;
    published = SnapshotFiles.of(snapshots, spec.name(), RollBack.LARGEST_INLINE);
    Path own = snapshots.resolve(spec.name()).resolve(FOLDER);
    kept = new SnapshotFiles(own, RollBack.LARGEST_INLINE);
  }

  @Override
  public ControlCommand keep(ControlCommand command) {
    if (command instanceof RollBack back) {
      return keep(back);
    }
    return command instanceof Promote promote ? known(promote) : command;
  }

  private ControlCommand known(Promote order) {
    List<String> names = spec.challengers().stream().map(Challenger::name).toList();
    if (order.name().equals(Challenger.MAIN) || names.contains(order.name())) {
      return order;
    }
    String reason =
        names.isEmpty()
            ? "%s has no challengers".formatted(spec.name())
            : "%s has no challenger %s: there are %s, and %s, what the spec itself describes"
                .formatted(spec.name(), order.name(), String.join(", ", names), Challenger.MAIN);
    return new Refused(order.id(), order.origin(), reason);
  }

  private ControlCommand keep(RollBack order) {
    try {
      byte[] bytes = published.load(order.content());
      requireFit(SnapshotCodec.decode(bytes), order);
      return order.with(kept.store(order.version() + "/" + order.key(), bytes));
    } catch (CorruptSnapshotException | UncheckedIOException | IllegalArgumentException e) {
      return new Refused(order.id(), order.origin(), e.getMessage());
    }
  }

  private void requireFit(ModelSnapshot snapshot, RollBack order) {
    if (!snapshot.version().equals(order.version()) || !snapshot.key().equals(order.key())) {
      throw new IllegalArgumentException(
          "the order names version %s of the key '%s' and brings version %s of '%s'"
              .formatted(order.version(), order.key(), snapshot.version(), snapshot.key()));
    }
    if (!spec.describes(snapshot.spec())) {
      throw new IllegalArgumentException(
          "version %s is of another spec than the one that %s is deployed with: its features, target or network are others"
              .formatted(order.version(), spec.name()));
    }
    Model.of(snapshot).close();
  }

  @Override
  public ControlCommand load(ControlCommand command) {
    return command instanceof RollBack order
        ? order.with(new Inline(kept.load(order.content())))
        : command;
  }
}

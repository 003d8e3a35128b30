package io.gradstream.operators.control;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.SnapshotMessage.Inline;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Models that orders go back to: in the order itself, or, too large for a record, as a copy in a
 * folder of their own beside the learner's snapshots, of which files are deleted once a newer one
 * is published.
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
    return command instanceof RollBack back ? keep(back) : command;
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
    if (!snapshot.spec().equals(spec.model())) {
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

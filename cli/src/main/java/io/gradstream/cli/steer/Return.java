package io.gradstream.cli.steer;

import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.ControlCommand.Origin;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.SnapshotMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** A learner's way back to a version of before: what it is checked for, and the order. */
final class Return {

  private final String learner;
  private final KafkaAccess kafka;
  private final StateFolder state;

  Return(String learner, KafkaAccess kafka, StateFolder state) {
    this.learner = learner;
    this.kafka = kafka;
    this.state = state;
  }

  /**
   * @param newest of the same key
   * @param candidates who learns beside; the version may be one of theirs, which the job knows;
   *     empty where nobody has told
   * @throws IllegalStateException when the learner could not go on from the version
   */
  void requireFit(ModelSnapshot wanted, ModelSnapshot newest, Optional<Candidates> candidates) {
    if (wanted.version().equals(newest.version())) {
      throw new IllegalStateException("%s is at version %s".formatted(learner, wanted.version()));
    }
    List<String> differences = SpecWords.between(newest.spec(), wanted.spec());
    boolean isAlone = candidates.map(Candidates::isNobody).orElse(false);
    if (isAlone && !differences.isEmpty()) {
      throw new IllegalStateException(
          "%s cannot go back to version %s, which is of another spec: %s"
              .formatted(learner, wanted.version(), String.join("; ", differences)));
    }
  }

  /**
   * @param published how the topic has it, if it does
   */
  void send(
      ModelSnapshot wanted,
      Optional<SnapshotMessage.Content> published,
      Optional<Origin> origin,
      PrintWriter out)
      throws InterruptedException {
    SnapshotMessage.Content content =
        published.filter(Return::goesIntoAnOrder).orElseGet(() -> store(wanted));
    new OrderDesk(learner, kafka, out)
        .send(new RollBack(OrderDesk.newId(), origin, wanted.key(), wanted.version(), content));
  }

  private static boolean goesIntoAnOrder(SnapshotMessage.Content content) {
    return !(content instanceof SnapshotMessage.Inline inline)
        || inline.bytes().length <= RollBack.LARGEST_INLINE;
  }

  /** For the order itself, or where its job finds it. */
  private SnapshotMessage.Content store(ModelSnapshot wanted) {
    return SnapshotFiles.of(state.snapshots(), learner, RollBack.LARGEST_INLINE)
        .store(wanted.version() + "/" + wanted.key(), SnapshotCodec.encode(wanted));
  }
}

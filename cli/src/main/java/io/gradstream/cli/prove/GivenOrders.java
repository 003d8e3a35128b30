package io.gradstream.cli.prove;

import io.gradstream.jobs.PlacedOrders;
import io.gradstream.learning.Learner;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Version;
import io.gradstream.workbench.evaluate.Orders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Orders of a control topic, or of a statement. An order to go back brings its model; where the
 * learner comes by that version, the two are compared. Not thread safe.
 */
final class GivenOrders implements Orders {

  private final List<PlacedCommand> all;
  private final PlacedOrders placed;
  private final Map<Source, byte[]> sources = new HashMap<>(); // not come by yet
  private final Set<Version> others = new TreeSet<>();
  private long reached = Long.MIN_VALUE;

  /** A model that is gone back to. */
  private record Source(String key, Version version) {}

  /**
   * @throws IllegalStateException when one names a model that it does not hold
   */
  GivenOrders(List<PlacedCommand> orders) {
    all = List.copyOf(orders);
    placed = new PlacedOrders(all);
    all.forEach(this::addSource);
  }

  private void addSource(PlacedCommand order) {
    if (!(order.command() instanceof RollBack back)) {
      return;
    }
    if (!(back.content() instanceof Inline inline)) {
      throw new IllegalStateException(
          "the order to go back to version %s holds no model: it is larger than %,d bytes, and what was learned behind it cannot be learned again from the topics"
              .formatted(back.version(), RollBack.LARGEST_INLINE));
    }
    sources.put(new Source(back.key(), back.version()), inline.bytes());
  }

  @Override
  public List<ModelSnapshot> before(long time) {
    reached = Math.max(reached, time);
    return placed.before(time).stream().map(GivenOrders::model).toList();
  }

  private static ModelSnapshot model(RollBack order) {
    return SnapshotCodec.decode(((Inline) order.content()).bytes());
  }

  @Override
  public void applyTo(Learner learner) {
    placed.applyTo(learner);
  }

  @Override
  public void learned(Learner learner) {
    byte[] brought = sources.remove(new Source(learner.key(), learner.version()));
    if (brought != null && !Arrays.equals(brought, SnapshotCodec.encode(learner.snapshot()))) {
      others.add(learner.version());
    }
  }

  /** Versions that an order brought a model of, and that are another model when learned again. */
  List<Version> others() {
    return List.copyOf(others);
  }

  /** Versions that an order that took effect brought a model of, and that were never come by. */
  List<Version> strangers() {
    return reached().stream()
        .filter(order -> order.command() instanceof RollBack)
        .map(order -> (RollBack) order.command())
        .filter(back -> sources.containsKey(new Source(back.key(), back.version())))
        .map(RollBack::version)
        .distinct()
        .toList();
  }

  /** Those that may have taken effect by now. */
  List<PlacedCommand> reached() {
    return all.stream().filter(order -> order.at() <= reached).toList();
  }
}

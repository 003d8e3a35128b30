package io.gradstream.cli.prove;

import io.gradstream.jobs.PlacedOrders;
import io.gradstream.learning.Learner;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.workbench.evaluate.Orders;
import java.util.List;

/** Orders of a control topic, or of a statement. Not thread safe. */
final class GivenOrders implements Orders {

  private final List<PlacedCommand> all;
  private final PlacedOrders placed;
  private long reached = Long.MIN_VALUE;

  /**
   * @throws IllegalStateException when one names a model that it does not hold
   */
  GivenOrders(List<PlacedCommand> orders) {
    all = List.copyOf(orders);
    placed = new PlacedOrders(all);
    all.forEach(GivenOrders::requireWhole);
  }

  private static void requireWhole(PlacedCommand order) {
    if (order.command() instanceof RollBack back && !(back.content() instanceof Inline)) {
      throw new IllegalStateException(
          "the order to go back to version %s holds no model: it is larger than %,d bytes, and what was learned behind it cannot be learned again from the topics"
              .formatted(back.version(), RollBack.LARGEST_INLINE));
    }
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

  /** Those that may have taken effect by now. */
  List<PlacedCommand> reached() {
    return all.stream().filter(order -> order.at() <= reached).toList();
  }
}

package io.gradstream.schemas;

/**
 * A command and the position it takes effect at. The job writes it behind the command before anyone
 * can see what comes of it, so that every replay finds it there.
 *
 * @param at effective time, epoch milliseconds: the command holds for every example that is learned
 *     at this time or later
 * @param branch number of the run that last began from other than the newest state
 */
public record PlacedCommand(ControlCommand command, long at, long branch) implements ControlRecord {

  @Override
  public String id() {
    return command.id();
  }

  /**
   * Whether it is the refusal of an order, at the order's own position. All else of an id that was
   * placed before, a refusal of an order that was sent twice too, decides nothing: an id acts once.
   */
  public boolean refuses(PlacedCommand order) {
    return command instanceof ControlCommand.Refused && id().equals(order.id()) && at == order.at();
  }
}

package io.gradstream.jobs;

import io.gradstream.learning.challengers.Contest;
import io.gradstream.operators.control.CommandSchedule;
import io.gradstream.schemas.ControlCommand.OfModel;
import io.gradstream.schemas.PlacedCommand;
import java.util.List;

/**
 * Orders of a learner, at the positions that its job gave them, for whoever learns again what it
 * has learned. Not thread safe.
 */
public final class PlacedOrders {

  private final CommandSchedule schedule = new CommandSchedule();

  /**
   * @param orders as they follow one another on the control topic
   */
  public PlacedOrders(List<PlacedCommand> orders) {
    orders.forEach(schedule::add);
  }

  /**
   * All that was learned before a time has been learned; asked in the order of learning.
   *
   * @return the orders about single models whose positions have come since this was asked last
   */
  public List<OfModel> before(long time) {
    schedule.at(time);
    return schedule.takeDue();
  }

  /** Makes pause and learning rate, as ordered by then, hold for those who learn. */
  public void applyTo(Contest contest) {
    schedule.inForce().applyTo(contest);
  }
}

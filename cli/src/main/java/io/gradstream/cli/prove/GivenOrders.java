package io.gradstream.cli.prove;

import io.gradstream.jobs.PlacedOrders;
import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.Turn;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.OfModel;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Version;
import io.gradstream.workbench.evaluate.Orders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders of a control topic, or of a statement. An order to go back brings its model, which is
 * compared with the model that the learner had at that version, if it had come by it. Not thread
 * safe.
 */
final class GivenOrders implements Orders {

  private final List<PlacedCommand> all;
  private final PlacedOrders placed;
  private final Set<Source> wanted = new HashSet<>(); // models that orders go back to
  private final Map<Source, byte[]> learned = new HashMap<>(); // of the wanted
  private final List<String> wrong = new ArrayList<>();
  private final List<Version> strangers = new ArrayList<>();
  private long reached = Long.MIN_VALUE;

  private record Source(String key, Version version) {
    static Source of(RollBack order) {
      return new Source(order.key(), order.version());
    }
  }

  GivenOrders(List<PlacedCommand> orders) {
    all = List.copyOf(orders);
    placed = new PlacedOrders(all);
    for (PlacedCommand order : all) {
      if (order.command() instanceof RollBack back) {
        wanted.add(Source.of(back));
      }
    }
  }

  @Override
  public List<Turn> before(long time) {
    reached = Math.max(reached, time);
    List<Turn> turns = new ArrayList<>();
    placed.before(time).forEach(order -> turn(order).ifPresent(turns::add));
    return turns;
  }

  private Optional<Turn> turn(OfModel order) {
    return order instanceof RollBack back
        ? model(back).map(Turn.GoBack::new)
        : Optional.of(new Turn.Promote(((Promote) order).name()));
  }

  /** None where there is none that a job would have gone back to. */
  private Optional<ModelSnapshot> model(RollBack order) {
    if (!(order.content() instanceof Inline inline)) {
      wrong.add(
          "the order to go back to version %s names a file, and what was learned behind it cannot be learned again from the topics"
              .formatted(order.version()));
      return Optional.empty();
    }
    byte[] had = learned.get(Source.of(order));
    if (had == null) {
      strangers.add(order.version());
    } else if (!Arrays.equals(had, inline.bytes())) {
      wrong.add(
          "an order brought a model of version %s, and the records come to another one"
              .formatted(order.version()));
    }
    try {
      return Optional.of(SnapshotCodec.decode(inline.bytes()));
    } catch (CorruptSnapshotException e) {
      return Optional.empty(); // as the job leaves it
    }
  }

  @Override
  public void applyTo(Contest contest) {
    placed.applyTo(contest);
  }

  @Override
  public void learned(Learner learner) {
    Source source = new Source(learner.key(), learner.version());
    if (wanted.contains(source) && !learned.containsKey(source)) {
      learned.put(source, SnapshotCodec.encode(learner.snapshot()));
    }
  }

  /** What is wrong with orders that took effect, a sentence each. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Versions that an order brought a model of, and that had not been learned by then. */
  List<Version> strangers() {
    return List.copyOf(strangers);
  }

  /** Those up to where learning has come. */
  List<PlacedCommand> reached() {
    return all.stream().filter(order -> order.at() <= reached).toList();
  }
}

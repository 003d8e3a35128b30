package io.gradstream.cli.steer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Origin;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.PlacedCommand;
import java.time.Instant;

/** Orders in words: what, who, when and why. */
public final class OrderWords {

  private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

  private OrderWords() {}

  /** What is ordered. */
  static String of(ControlCommand order) {
    if (order instanceof SetLearningRate rate) {
      return "learning rate " + rate.learningRate();
    }
    if (order instanceof RollBack back) {
      return "roll back to %s%s"
          .formatted(back.version(), back.key().isEmpty() ? "" : " for the key " + back.key());
    }
    if (order instanceof Promote promote) {
      return "promote " + promote.name();
    }
    if (order instanceof Refused refused) {
      return "an order that was refused (%s)".formatted(refused.reason());
    }
    return order instanceof Pause ? "pause" : "resume";
  }

  /** From where on it holds. */
  static String place(PlacedCommand placed) {
    return isFromTheStart(placed)
        ? "for everything that is learned"
        : "for what is learned from event time %s on".formatted(Instant.ofEpochMilli(placed.at()));
  }

  /** Whether it holds from before any event. */
  static boolean isFromTheStart(PlacedCommand placed) {
    return placed.at() < EARLIEST;
  }

  /** All that is known of an order, in one line. */
  public static String of(PlacedCommand placed) {
    ControlCommand order = placed.command();
    return of(order)
        + order.origin().map(OrderWords::of).orElse("")
        + (order instanceof Refused ? "" : "; " + place(placed))
        + order.origin().filter(of -> !of.why().isBlank()).map(of -> ": " + of.why()).orElse("");
  }

  private static String of(Origin origin) {
    return ", by %s, %s".formatted(origin.by(), Instant.ofEpochMilli(origin.at()));
  }

  /** The same as JSON. */
  public static ObjectNode toJson(PlacedCommand placed) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("order", of(placed.command()))
            .put("refused", placed.command() instanceof Refused);
    if (!isFromTheStart(placed)) {
      json.put("from", Instant.ofEpochMilli(placed.at()).toString());
    }
    placed
        .command()
        .origin()
        .ifPresent(
            of ->
                json.put("by", of.by())
                    .put("sent", Instant.ofEpochMilli(of.at()).toString())
                    .put("why", of.why()));
    return json;
  }
}

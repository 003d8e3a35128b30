package io.gradstream.workbench.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.ladder.Ending;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.drift.ladder.Trial;
import java.util.List;

/** What was done about drift, as a report tells it. */
final class ReactionsJson {

  private ReactionsJson() {}

  /** An object for each, in their order. */
  static void put(List<Reaction> reactions, ArrayNode into) {
    reactions.forEach(reaction -> put(reaction, into.addObject()));
  }

  private static void put(Reaction reaction, ObjectNode json) {
    json.put("n", reaction.at()).put("rung", reaction.rung().name());
    put(reaction.cause(), json.putObject("cause"));
    json.put("loss_before", reaction.before()).put("loss", reaction.found());
    reaction.trial().ifPresent(trial -> put(trial, json.putObject("challenger")));
    reaction.ending().ifPresent(ending -> put(ending, json.putObject("end")));
    if (reaction.ending().isPresent()) {
      json.put("gained", reaction.gained());
    }
  }

  private static void put(Detection cause, ObjectNode json) {
    json.put("detector", cause.detector()).put("watched", cause.watched());
    json.put("statistic", cause.statistic()).put("threshold", cause.threshold());
  }

  private static void put(Trial trial, ObjectNode json) {
    json.put("verdict", trial.verdict().name()).put("pairs", trial.pairs());
    json.put("difference", trial.difference()).put("confidence", trial.confidence());
  }

  private static void put(Ending ending, ObjectNode json) {
    json.put("how", ending.how().name()).put("n", ending.at()).put("loss", ending.loss());
  }
}

package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.ladder.Ending;
import io.gradstream.learning.drift.ladder.Ending.How;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.drift.ladder.Rung;
import io.gradstream.learning.drift.ladder.Trial;
import io.gradstream.learning.drift.ladder.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactionsJsonTest {

  private static final Detection CAUSE =
      new Detection(7, "adwin", Detection.ERROR, true, 0.5, 0.25, 0.125, 0.625, 3);

  private static String json(Reaction reaction) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    ReactionsJson.put(List.of(reaction), json);
    return json.toString();
  }

  @Test
  void aReactionThatGoesOnTellsItsCause() {
    Reaction reaction =
        new Reaction(7, Rung.RAISE_RATE, CAUSE, 0.125, 0.75, Optional.empty(), Optional.empty());

    assertThat(json(reaction))
        .isEqualTo(
            "[{'n':7,'rung':'RAISE_RATE','cause':{'detector':'adwin','watched':'error','statistic':0.5,'threshold':0.25},'loss_before':0.125,'loss':0.75}]"
                .replace('\'', '"'));
  }

  @Test
  void aReactionThatIsOverTellsWhatItGained() {
    Trial trial = new Trial(300, -0.25, Verdict.BETTER, 0.995);
    Ending ending = new Ending(How.RECOVERED, 900, 0.25);
    Reaction reaction =
        new Reaction(
            7, Rung.FORK_CHALLENGER, CAUSE, 0.125, 0.75, Optional.of(trial), Optional.of(ending));

    assertThat(json(reaction))
        .endsWith(
            "'loss':0.75,'challenger':{'verdict':'BETTER','pairs':300,'difference':-0.25,'confidence':0.995},'end':{'how':'RECOVERED','n':900,'loss':0.25},'gained':0.5}]"
                .replace('\'', '"'));
  }
}

package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features that a data file is without. */
final class MissingFeaturesTest {

  private static final String SPEC =
      """
      learner: cards
      events: {topic: cards}
      features:
        - {field: amunt, as: numeric}
        - {field: place.city, as: category}
        - {field: $header.source, as: category}
      target: {binary: fraud}
      """;

  @TempDir private Path folder;

  private EvaluationReport run(String name, String text) throws IOException {
    return Evaluation.run(
        SpecReader.read(new SpecBundle("cards.yaml", SPEC, Map.of())),
        Files.writeString(folder.resolve(name), text),
        Long.MAX_VALUE,
        System::nanoTime);
  }

  @Test
  void aFeatureThatIsNeverThereIsNamedInTableAndJson() throws IOException {
    String row = "{\"amount\": 1, \"place\": {\"city\": \"Oslo\"}, \"fraud\": 0}\n";
    EvaluationReport report = run("cards.jsonl", row.repeat(3) + "{\"amount\": 1, \"fraud\": 1}\n");

    assertThat(report.table())
        .contains("missing                 4  rows without amunt")
        .contains("missing                 1  rows without place.city")
        .contains("note: no row has a value of amunt, $header.source:");
    JsonNode missing = new ObjectMapper().readTree(report.json()).path("missing");
    assertThat(missing.path("amunt").asLong()).isEqualTo(4);
    assertThat(missing.path("place.city").asLong()).isEqualTo(1);
  }

  @Test
  void aColumnThatIsNotInTheFileIsRefused() {
    assertThatThrownBy(() -> run("cards.csv", "amount,place.city,fraud\n1,Oslo,0\n"))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("has no column amunt, which the learner reads")
        .hasMessageContaining("amount, place.city, fraud");
  }
}

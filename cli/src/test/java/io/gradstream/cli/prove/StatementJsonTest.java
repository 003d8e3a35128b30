package io.gradstream.cli.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.topics.OffsetRange;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementJsonTest {

  private static final Statement STATEMENT =
      new Statement(
          "trips",
          "Zürich",
          new Version(3, 1200),
          "ab".repeat(32),
          "gradstream 1.0",
          new SpecBundle("trips.yaml", "learner: trips\n", Map.of("trip.avsc", "{}")),
          List.of(new PlacedCommand(new Pause("p-1"), 1000, 3)),
          List.of(
              new LearnedPartition(
                  new TopicPartition("trips", 2),
                  new OffsetRange(10, 14),
                  3,
                  1,
                  new TreeMap<>(Map.of(10L, new byte[] {1, 2}, 12L, new byte[] {3})))));

  private static Statement read(String json) {
    return StatementJson.read(json.getBytes(UTF_8), "trips.json");
  }

  @Test
  void whatIsWrittenIsRead() {
    String json = StatementJson.write(STATEMENT);

    assertThat(read(json))
        .usingRecursiveComparison()
        .withEqualsForType(TopicPartition::equals, TopicPartition.class)
        .isEqualTo(STATEMENT);
    assertThat(json)
        .contains(
            "\"_type\" : \"https://in-toto.io/Statement/v1\"",
            "\"name\" : \"trips/Zürich@3.1200\"",
            "\"sha256\" : \"abab",
            "\"order\" : \"Pause\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in-toto.io/Statement/v1   | example.org/Statement | '_type' must be https://in-toto",
        "attestation/learned/v1    | attestation/other     | 'predicateType' must be",
        "\"version\" : \"3.1200\"  | \"version\" : \"x\"   | x",
        "\"from\" : 10             | \"from\" : -1         | 'from' must be a whole number",
        "\"from\" : 10             | \"from\" : 1.5        | 'from' must be a whole number",
        "\"level\" : 1             | \"level\" : 63        | level must be at most 20",
        "\"partition\" : 2         | \"partition\" : null  | 'partition' must be a whole",
        "\"learner\" : \"trips\"   | \"learner\" : 7       | 'learner' must be a text",
        "\"records\" : 3,          | ''                    | 'records' is missing",
        "\"10\" : \"0102\"         | \"x\" : \"0102\"      | x",
        "\"10\" : \"0102\"         | \"10\" : \"0g\"       | hexadecimal",
        "\"record\" : \"           | \"record\" : \"AAAA   | no statement",
        "\"base\" : \"nothing\"    | \"base\" : \"2.7\"    | 'base' must be nothing: 2.7",
        "\"_type\"                 | _type                 | it is no JSON",
        "\"partition\" : 2         | \"partition\" : 4294967296 | overflow",
        "\"to\" : 14               | \"to\" : 9              | offsets end before they begin",
        "@3.1200                   | @3.1201               | 'name' must be trips",
        "\"at\" : 1000             | \"at\" : 1001           | 'at' is not what the order",
        "\"order\" : \"Pause\"     | \"order\" : \"Resume\"  | 'order' must be Pause: Resume",
        "\"records\" : 3           | \"records\" : 3, \"records\" : 4 | it is no JSON",
      })
  void whatIsNoStatementIsTold(String replaced, String by, String told) {
    String json = StatementJson.write(STATEMENT);
    assertThat(json).contains(replaced);

    assertThatThrownBy(() -> read(json.replace(replaced, by)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("trips.json is no statement of gradstream prove: ")
        .hasMessageContaining(told);
  }

  @Test
  void otherFilesAreNoStatements() {
    for (String file : List.of("", "[]", "7", "{}", "GRDS", "{\"_type\": {}}", "null")) {
      assertThatThrownBy(() -> read(file)).as(file).isInstanceOf(InvalidDataException.class);
    }
    assertThatThrownBy(() -> read(StatementJson.write(STATEMENT) + "x"))
        .isInstanceOf(InvalidDataException.class);
    String withoutSubject =
        StatementJson.write(STATEMENT)
            .replaceAll("(?s)\"subject\" : \\[.*?\\]", "\"subject\" : []");
    assertThatThrownBy(() -> read(withoutSubject))
        .hasMessageContaining("'subject' must hold one object: 0");
  }
}

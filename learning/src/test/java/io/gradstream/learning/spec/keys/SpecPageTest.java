package io.gradstream.learning.spec.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.learning.spec.read.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecPageTest {

  private static final String WRITE = "gradstream.write";

  @Test
  void thePageIsTheDeclarations() throws IOException {
    requireCurrent(Path.of("../docs/learner-spec.md"), SpecPage.markdown());
  }

  @Test
  void theSchemaFileIsTheDeclarations() throws IOException {
    requireCurrent(Path.of("../docs/learner-spec.schema.json"), SpecReader.jsonSchema() + "\n");
  }

  private static void requireCurrent(Path file, String expected) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as(
            "%s is stale: ./mvnw test -pl learning -am -Dtest=SpecPageTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true writes it anew",
            file.getFileName(), WRITE)
        .exists()
        .hasContent(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theSpecsOnThePageAreValid(int example) {
    String text = SpecPage.markdown().split("```yaml\n")[example + 1].split("```")[0];

    assertThat(Specs.read(Specs.FLIGHT_FILES, text).model().features()).isNotEmpty();
  }

  @Test
  void theSpecOfTheArchitecturePageIsValid() throws IOException {
    String page = Files.readString(Path.of("../docs/architecture.md"));
    String text = page.split("```yaml\n")[1].split("```")[0];

    assertThat(Specs.read(Specs.FLIGHT_FILES, text).name()).isEqualTo("flight-delays");
  }
}

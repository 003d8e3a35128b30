package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecBundleTest {

  @TempDir Path folder;

  @Test
  void usageExample() throws IOException {
    LearnerSpec submitted = SpecReader.read(SpecReaderTest.FLIGHTS);

    String argument = submitted.source().encode();
    LearnerSpec deployed = SpecReader.read(SpecBundle.decode(argument));

    assertThat(deployed).isEqualTo(submitted);
    assertThat(argument).matches("[A-Za-z0-9_-]+").hasSizeLessThan(4096);
  }

  @Test
  void aBundleHoldsWhatTheSpecNamesAndNothingElse() throws IOException {
    LearnerSpec spec = SpecReader.read(SpecReaderTest.FLIGHTS);

    assertThat(spec.source().files())
        .containsOnlyKeys("flight.avsc", "arrival.avsc", "registry/1.avsc", "registry/2.avsc");
  }

  @Test
  void filesMayStandInANeighbouringFolder() throws IOException {
    Files.createDirectories(folder.resolve("schemas"));
    Files.createDirectories(folder.resolve("specs"));
    Files.writeString(folder.resolve("schemas/7.avsc"), Specs.FLIGHT_SCHEMA);
    Path spec = folder.resolve("specs/spec.yaml");
    Files.writeString(
        spec,
        """
        learner: flights
        events: {topic: flights, format: avro, schema: ../schemas/7.avsc, registry: ../schemas}
        features: [{field: origin, as: category}]
        target: {regression: distance}
        """);

    assertThat(SpecReader.read(spec).source().files())
        .isEqualTo(Map.of("../schemas/7.avsc", Specs.FLIGHT_SCHEMA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.avsc", "/etc/hostname", "large.avsc", "bytes.avsc", "folder"})
  void aFileThatCannotTravelIsAnErrorOfItsKey(String name) throws IOException {
    Files.writeString(folder.resolve("large.avsc"), " ".repeat(NamedFiles.LARGEST + 1));
    Files.write(folder.resolve("bytes.avsc"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Files.createDirectory(folder.resolve("folder"));
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec, Specs.MINIMAL.replace("clicks", "clicks, format: avro-plain, schema: " + name));

    assertThatThrownBy(() -> SpecReader.read(spec))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("spec.yaml:2: events.schema must name a readable file: " + name);
  }

  @Test
  void aSpecThatIsNotTextSaysSo() throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.write(spec, new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> SpecReader.read(spec))
        .hasMessage("spec.yaml:1: the spec must be UTF-8 text: other bytes. Save it as UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "aGVsbG8", "eJyrrgUAAXUA-Q"})
  void anythingElseIsNoBundle(String word) {
    assertThatThrownBy(() -> SpecBundle.decode(word)).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishFormTest {

  private static final String RECORD =
      """
      {"type": "record", "name": "E", "fields": [
        {"name": "x", "type": "double"}, {"name": "y", "type": "boolean"}]}""";

  private static PublishedForm form(String events, String publish) {
    String text =
        """
        learner: a
        events: {topic: e%s}
        features: [{field: x, as: numeric}]
        target: {binary: y}
        publish: %s
        """
            .formatted(events, publish);
    return SpecReader.read(new SpecBundle("a.yaml", text, Map.of("e.avsc", RECORD)))
        .publish()
        .form();
  }

  @Test
  void nothingSaidIsTheSingleObjectEncoding() {
    assertThat(form("", "{}")).isEqualTo(new PublishedForm.SingleObject());
  }

  @Test
  void jsonNeedsNothingElse() {
    assertThat(form("", "{format: json}")).isEqualTo(new PublishedForm.Json());
  }

  @Test
  void avroGoesToTheRegistryItNames() {
    assertThat(form("", "{format: avro, registry: 'http://r:8081/'}"))
        .isEqualTo(new PublishedForm.Framed(new HttpRegistryAt("http://r:8081")));
  }

  @Test
  void orToThatOfTheEvents() {
    assertThat(form(", format: avro, schema: e.avsc, registry: 'http://e'", "{format: avro}"))
        .isEqualTo(new PublishedForm.Framed(new HttpRegistryAt("http://e")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {format: avro}                     | publish.registry must be given for publish.format avro
          {registry: 'http://r'}             | publish.registry must not be given
          {format: json, registry: 'http://r'} | publish.registry must not be given
          {format: avro, registry: folder}   | publish.registry must be the URL of a schema registry
          {format: xml}                      | publish.format must be one of avro, json
          """)
  void whatCannotBeIsAnError(String publish, String message) {
    assertThatThrownBy(() -> form("", publish))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }
}

package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema says to an editor what the reader says on the command line. */
class JsonSchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SpecReader.jsonSchema());

  @Test
  void usageExample() throws IOException {
    assertThat(violations(Files.readString(SpecReaderTest.FLIGHTS))).isEmpty();
  }

  @Test
  void theSmallestSpecIsValid() {
    assertThat(violations(Specs.MINIMAL)).isEmpty();
  }

  @Test
  void everyKeyHasADescription() {
    JsonNode properties = SCHEMA.getSchemaNode().get("properties");

    assertThat(properties).isNotEmpty().allMatch(key -> key.hasNonNull("description"));
    assertThat(properties.at("/learn/properties/averaging/default").isNumber()).isTrue();
    assertThat(properties.at("/events/properties/order/default").textValue()).isEqualTo("time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learner: Smallest",
        "specVersion: 2",
        "epochs: 3",
        "key: [a]",
        "labels: {wait: 24}",
        "labels: {otherwise: dropp}",
        "network: [{dense: 0}]",
        "network: [{dens: 4}]",
        "network: [{dense: 4, kernel: 3}]",
        "network: [{residual: [{dens: 4}]}]",
        "network: [{concat: {left: []}}]",
        "network: [{concat: {left: [], 'a b': []}}]",
        "network: [{conv2d: 4, padding: some}]",
        "network: [{maxPool2d: [1, 2, 3]}]",
        "network: [{activation: relu, dropout: 0.1}]",
        "learn: {schedule: {warmUp: 0}}",
        "learn: {clip: {norm: 1, value: 1}}",
        "target: {regression: price, loss: {hubber: 1}}",
        "target: {reconstruct: 1}",
        "learn: {batch: 0}",
        "learn: {drift: on}",
        "learn: {drift: {adwin: {delta: 0}}}",
        "learn: {drift: {challenger: {from: old}}}",
        "learn: {batch: 1.5}",
        "learn: {plasticity: {continualBackprop: {replacementRate: 0}}}",
        "learn: {plasticity: {shrinkAndPerturb: {every: 0}}}",
        "learn: {plasticity: {reset: {}}}",
        "learn: {optimizer: {adam: {}, sgd: {}}}",
        "learn: {optimizer: {adam: {learningRate: 2}}}",
        "publish: {predictions: 'yes'}",
        "limits: {keys: null}"
      })
  void whatTheReaderRefusesTheSchemaRefuses(String line) {
    String spec = replaced(line);

    assertThat(violations(spec)).isNotEmpty();
    assertThat(isRead(spec)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learner: a-1",
        "key: null",
        "key: shop",
        "labels: {wait: 200ms}",
        "learn: {drift: off}",
        "learn: {drift: {adwin: {delta: 0.01}, refreshUnits: off, patience: 3000}}",
        "network: []",
        "network: [{dense: 8192, activation: tanh}]",
        "network: [{residual: [{layerNorm: {}}, {dense: 2}, {activation: gelu}]}]",
        "network: [{concat: {left: [], right: [{select: seconds}, {dense: 3}]}}]",
        "network: [{gru: 4, over: stream}, {dropout: 0.2}]",
        "learn: {schedule: null, clip: {norm: 1}, l2: 0.01, initializer: heNormal, averaging: 0.99}",
        "learn: {plasticity: {continualBackprop: {}, shrinkAndPerturb: {perturb: 0.1}}}",
        "learn: {plasticity: {continualBackprop: null}}",
        "learn: {schedule: {cosineRestarts: {}}, optimizer: {adamW: {weightDecay: 0}}}",
        "target: {regression: price, loss: {huber: 1}}",
        "target: {reconstruct: true}",
        "target: {reconstruct: {loss: absolute}}",
        "features: [{field: at, as: numeric, scale: null}]",
        "learn: {optimizer: {momentum: {learningRate: 1, momentum: 0}}}",
        "learn: {optimizer: {sgd: {}}}",
        "target: {classes: [1, two], field: kind}",
        "target: {regression: price}",
        "features: [{field: at, as: month, embed: null}]",
        "publish: {snapshots: {inlineBytes: 0}, delivery: exactly-once}"
      })
  void whatTheReaderTakesTheSchemaTakes(String line) {
    String spec = replaced(line);

    assertThat(violations(spec)).isEmpty();
    assertThat(isRead(spec)).isTrue();
  }

  @Test
  void noSpecThatIsReadViolatesTheSchema() throws IOException {
    SpecBundle whole = SpecReader.read(SpecReaderTest.FLIGHTS).source();
    int read = 0;
    for (int seed = 0; seed < 300; seed++) {
      String text = SpecFuzzTest.damaged(whole.text(), new Random(seed));
      if (isRead(new SpecBundle("fuzz.yaml", text, whole.files()))) {
        assertThat(violations(text)).as("seed %d", seed).isEmpty();
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  /** The smallest spec with a line of it replaced, or one more. */
  private static String replaced(String line) {
    String key = line.substring(0, line.indexOf(':') + 1);
    return Specs.MINIMAL.replaceAll("(?m)^" + key + ".*\n", "") + line + "\n";
  }

  private static Set<ValidationMessage> violations(String yaml) {
    return SCHEMA.validate(YamlReader.read(yaml, new Findings("spec.yaml")).json());
  }

  private static boolean isRead(String yaml) {
    return isRead(new SpecBundle("spec.yaml", yaml, Map.of()));
  }

  private static boolean isRead(SpecBundle bundle) {
    try {
      SpecReader.read(bundle);
      return true;
    } catch (InvalidSpecException e) {
      return false;
    }
  }
}

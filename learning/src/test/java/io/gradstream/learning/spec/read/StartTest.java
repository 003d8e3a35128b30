package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.model.Model;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code learn.start}: the weights of a new model, from a file. */
class StartTest {

  private static final String SPEC =
      """
      learner: flowers
      events: {topic: flowers}
      features: [{field: sizes, as: numbers, shape: [2]}]
      target: {classes: [small, large], field: kind}
      network: []
      learn: {start: flowers.weights}
      """;

  private static final StartWeights WEIGHTS =
      new StartWeights(
          List.of(
              new StartTensor("output.weight", List.of(2, 2), new float[] {0, 1, 0, 0.5f}),
              new StartTensor("output.bias", List.of(2), new float[] {0, -1})));

  @TempDir Path folder;

  private static LearnerSpec read(String text) {
    return Specs.read(Map.of("flowers.weights", WeightsFile.write(WEIGHTS)), text);
  }

  /** By weights of our own, so that the probability is known. */
  @Test
  void usageExample() throws IOException {
    Files.writeString(folder.resolve("flowers.weights"), WeightsFile.write(WEIGHTS));
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
    LearnerSpec submitted = SpecReader.read(folder.resolve("spec.yaml"));

    LearnerSpec deployed = SpecReader.read(SpecBundle.decode(submitted.source().encode()));

    assertThat(deployed).isEqualTo(submitted);
    Object[] fields = new Object[deployed.model().events().fields().size()];
    fields[deployed.model().events().indexOf("sizes")] = new float[] {3, 2};
    try (Model model = new Model(deployed.model(), "", deployed.learn().training(), 1)) {
      double logit = 3 * 1 + 2 * 0.5 - 1;
      assertThat(model.predict(Event.owning(fields))[1])
          .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
    }
  }

  @Test
  void anotherFileOfTheSameNameIsAChangeThatKeepsModels() {
    StartTensor other = new StartTensor("output.bias", List.of(2), new float[] {0, -2});
    LearnerSpec changed =
        Specs.read(
            Map.of("flowers.weights", WeightsFile.write(new StartWeights(List.of(other)))), SPEC);

    SpecChange change = SpecChange.between(read(SPEC), changed);

    assertThat(change.changesLearning()).isTrue();
    assertThat(change.kept()).isEqualTo(SpecChange.Kept.MODEL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network: [] | network: [{dense: 4}] | spec.yaml:6: learn.start must fit the network:"
            + " output.weight is [2, 2], and that of the network [4, 2].",
        "shape: [2] | shape: [3] | learn.start must fit the network:"
            + " output.weight is [2, 2], and that of the network [3, 2].",
        "flowers.weights | other.weights | learn.start must name a readable file: other.weights. Put"
            + " it there, relative to the spec's folder, of at most 8 MiB.",
        "flowers.weights | /etc/weights | Name it relative to the spec's folder.",
        "[small, large] | {atMost: 2} | learn.start must be for classes in a known order",
        "learn: | pool: {history: [labels]}~learn: | learn.start must be of one network that reads"
            + " its events alone: flowers.weights. Write network, without pool.members and"
            + " pool.history."
      })
  void whatDoesNotFitIsNamed(String what, String by, String error) {
    assertThat(SPEC).contains(what);
    assertThatThrownBy(() -> read(SPEC.replace(what, by.replace('~', '\n'))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(error);
  }

  @Test
  void aFileOfSomethingElseIsNamed() {
    assertThatThrownBy(() -> Specs.read(Map.of("flowers.weights", "no JSON"), SPEC))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(
            "spec.yaml:6: learn.start must name a file of weights: flowers.weights: it is no file"
                + " of weights");
  }

  @Test
  void aTensorThatTheNetworkDoesNotHaveIsNamedWithThoseItHas() {
    StartTensor unknown = new StartTensor("dense1.weight", List.of(1), new float[1]);
    Map<String, String> files =
        Map.of("flowers.weights", WeightsFile.write(new StartWeights(List.of(unknown))));

    assertThatThrownBy(() -> Specs.read(files, SPEC))
        .hasMessageContaining(
            "the network has no dense1.weight [1]; it has output.weight [2, 2], output.bias [2]");
  }
}

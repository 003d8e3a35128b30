package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.media.Medium;
import io.gradstream.features.media.Picture;
import io.gradstream.features.media.Sound;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures and sounds, as specs say them. */
class MediaSpecTest {

  private static final String SPEC =
      """
      learner: media
      events: {topic: media}
      features: [{field: file, %s}]
      target: {classes: [a, b], field: label}
      network: [{flatten: {}}, {dense: 4}]
      """;

  private static LearnerSpec read(String feature) {
    return Specs.read(Map.of(), SPEC.formatted(feature));
  }

  private static Medium medium(String feature) {
    EventField field = read(feature).model().events().fields().get(0);
    assertThat(field.length()).isEqualTo(field.medium().orElseThrow().size());
    return field.medium().orElseThrow();
  }

  @Test
  void anImageHasAShapeAndAFit() {
    assertThat(medium("as: image, shape: [28, 20, 1]"))
        .isEqualTo(new Picture(28, 20, 1, Picture.Fit.STRETCH));
    assertThat(medium("as: image, shape: [8, 8, 3], fit: crop"))
        .isEqualTo(new Picture(8, 8, 3, Picture.Fit.CROP));
  }

  @Test
  void aSpectrogramIsOfSpeechUnlessItSaysOtherwise() {
    assertThat(medium("as: spectrogram, steps: 100"))
        .isEqualTo(new Sound(16_000, 400, 160, 40, 100));
    assertThat(medium("as: spectrogram, rate: 8000, window: 256, hop: 100, bands: 32, steps: 64"))
        .isEqualTo(new Sound(8000, 256, 100, 32, 64));
  }

  @Test
  void theNetworkSeesNumbersFromZeroToOneUnlessItSaysOtherwise() {
    assertThat(read("as: image, shape: [4, 4, 1]").model().features())
        .containsExactly(
            new FeatureSpec.Numbers("file", List.of(4, 4, 1), new FeatureSpec.Scaling.Divide(255)));
    assertThat(read("as: spectrogram, steps: 9, scale: online").model().features())
        .containsExactly(
            new FeatureSpec.Numbers("file", List.of(9, 40), new FeatureSpec.Scaling.Online()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "as: image | must be given for an image",
        "as: image, shape: [28, 28] | must be [height, width, channels] for an image",
        "as: image, shape: [28, 28, 4] | must be [height, width, channels] for an image",
        "as: image, shape: [4, 4, 1], steps: 4 | must be given for a spectrogram only",
        "as: image, shape: [4, 4, 1], fit: melt | stretch",
        "as: numbers, shape: [4], fit: crop | must be given for an image only",
        "as: numeric, shape: [4] | must be given for numbers or an image only",
        "as: numeric, scale: online | must be given for numbers or an image or a spectrogram only",
        "as: spectrogram | must be given for a spectrogram",
        "as: spectrogram, steps: 10000, bands: 500 | must be at most 1000000 divided by bands",
        "as: spectrogram, steps: 9, rate: 10 | 1000"
      })
  void whatDoesNotFitIsSaid(String feature, String message) {
    assertThatThrownBy(() -> read(feature)).hasMessageContaining(message);
  }

  @Test
  void aFieldIsReadInOneWay() {
    assertThatThrownBy(
            () -> read("as: image, shape: [4, 4, 1]}, {field: file, as: numbers, shape: [16]"))
        .hasMessageContaining("must be read in one way for each field")
        .hasMessageContaining("image of [4, 4, 1], stretch");
  }
}

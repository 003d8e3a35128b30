package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.media.Picture;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries with a picture, as the PNG file that it is. */
class MediaInputTest {

  /** A grey picture of 3 x 2 pixels, 0 to 255 in steps of 51. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNgME5jmHnmPwAHmgL+77L/2AAAAABJRU5ErkJggg==";

  private static final float[] PIXELS = {0, 51, 102, 153, 204, 255};

  private static final ModelSpec SPEC =
      new ModelSpec(
          Flights.LEARNER,
          7,
          new EventSchema(
              List.of(
                  new EventField("picture", FieldType.NUMBERS, false)
                      .of(new Picture(2, 3, 1, Picture.Fit.STRETCH))),
              ZoneOffset.UTC),
          Optional.empty(),
          List.of(new FeatureSpec.Numbers("picture", List.of(2, 3, 1), new Scaling.Divide(255))),
          Flights.LATE,
          List.of(new ConvolutionSpec.Flatten(), new LayerSpec.DenseSpec(5, Activation.TANH)));

  private static Model training;
  private static TestServer server;

  @BeforeAll
  static void start() {
    training = new Model(SPEC, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
    server =
        TestServer.with(
            ServedModel.of(
                training.snapshot(new Version(1, 0), Flights.LINEAGE), Flights.PUBLISHED));
  }

  @AfterAll
  static void stop() {
    server.close();
    training.close();
  }

  private static Answer ask(String data) {
    return server.infer(
        """
        {"inputs": [{"name": "picture", "datatype": "BYTES", "shape": [1], "data": ["%s"]}]}
        """
            .formatted(data));
  }

  private static float answer(Answer answer) {
    assertThat(answer.error()).isEmpty();
    return answer.body().path("outputs").path(0).path("data").path(0).floatValue();
  }

  @Test
  void usageExample() {
    assertThat(answer(ask(PNG))).isEqualTo((float) training.predict(Event.of((Object) PIXELS))[0]);
  }

  /** In binary a picture is its own bytes, in front of which their number stands. */
  @Test
  void inBinaryAPictureIsSentAsItIs() throws IOException {
    byte[] png = Base64.getDecoder().decode(PNG);
    ByteBuffer raw = ByteBuffer.allocate(Integer.BYTES + png.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.putInt(png.length).put(png);
    byte[] json =
        """
        {"inputs": [{"name": "picture", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": %d}}]}
        """
            .formatted(raw.capacity())
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(json);
    body.write(raw.array());

    Answer answer =
        server.infer(
            body.toByteArray(), "Inference-Header-Content-Length", String.valueOf(json.length));

    assertThat(answer(answer)).isEqualTo(answer(ask(PNG)));
  }

  @Test
  void pixelsThatWereReadBeforeAreTaken() {
    Answer answer =
        server.infer(
            """
            {"inputs": [{"name": "picture", "datatype": "UINT8", "shape": [1, 2, 3, 1],
              "data": [0, 51, 102, 153, 204, 255]}]}
            """);
    assertThat(answer(answer)).isEqualTo(answer(ask(PNG)));
  }

  @ParameterizedTest
  @CsvSource({
    "R0lGODlhAQABAA==, 'found GIF, which is not read'",
    "iVBORw0KGgo=, 'found a truncated PNG'",
    "'', 'found no bytes'",
    "shoe.png, as bytes or base64 text: found text"
  })
  void oneThatCannotBeReadIsAnsweredAsMissingAndTold(String data, String reason) {
    Answer answer = ask(data);
    assertThat(answer(answer)).isEqualTo((float) training.predict(Event.of((Object) null))[0]);
    assertThat(answer.body().path("parameters").toString())
        .contains("picture must be an image, PNG or JPEG")
        .contains(reason);
  }
}

package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.model.Model;
import io.gradstream.model.made.ImageGrid;
import io.gradstream.model.made.SampleMaker;
import io.gradstream.serving.TestServer.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Samples over HTTP: as a tensor, and as an image. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SampleTest {

  private static final String SAMPLE = "/v2/models/" + Writers.PAINTER + "/sample";
  private static final String FIVE = "{\"parameters\": {\"count\": 5, \"seed\": 4}}";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    Writers.serve(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What the command writes. */
  private static float[][] drawn(String learner, int count, long seed) {
    try (Model model = Model.of(Writers.snapshot(learner, "", Writers.VERSION))) {
      SampleMaker samples = new SampleMaker(model, count, seed);
      samples.make(Long.MAX_VALUE);
      return samples.samples();
    }
  }

  private static List<Float> flat(float[][] samples) {
    List<Float> values = new ArrayList<>();
    for (float[] sample : samples) {
      for (float value : sample) {
        values.add(value);
      }
    }
    return values;
  }

  @Test
  void usageExample() {
    Answer answer = server.send("POST", SAMPLE, FIVE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("model_name").asText()).isEqualTo("painter");
    assertThat(answer.body().path("model_version").asText()).isEqualTo("2.30");
    assertThat(answer.body().path("parameters").path("events_seen").asLong()).isEqualTo(9000);
    assertThat(answer.body().path("outputs")).hasSize(1);
    JsonNode tensor = answer.body().path("outputs").path(0);
    assertThat(tensor.path("name").asText()).isEqualTo("pixels");
    assertThat(tensor.path("datatype").asText()).isEqualTo("FP32");
    assertThat(tensor.path("shape")).hasToString("[5,2,3,1]");
    assertThat(tensor.path("data"))
        .extracting(JsonNode::floatValue)
        .isEqualTo(flat(drawn(Writers.PAINTER, 5, 4)));
  }

  @Test
  void withoutWordsThereAreAsManyAsTheCommandDraws() {
    Answer answer = server.send("POST", "/v2/models/" + Writers.ROWS + "/sample", "{}");

    JsonNode tensor = answer.body().path("outputs").path(0);
    assertThat(tensor.path("shape")).hasToString("[64,5]");
    assertThat(tensor.path("data"))
        .extracting(JsonNode::floatValue)
        .isEqualTo(flat(drawn(Writers.ROWS, 64, 1)));
  }

  @Test
  void whoAsksForAnImageGetsAGrid() {
    HttpResponse<byte[]> response =
        server.post(SAMPLE, FIVE.getBytes(StandardCharsets.UTF_8), "Accept", "image/png");

    assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(response.headers().firstValue("Model-Version")).contains("2.30");
    assertThat(response.body())
        .isEqualTo(ImageGrid.png(drawn(Writers.PAINTER, 5, 4), List.of(2, 3, 1)));
  }

  @Test
  void whoTakesBothGetsATensor() {
    HttpResponse<byte[]> response =
        server.post(
            SAMPLE, FIVE.getBytes(StandardCharsets.UTF_8), "Accept", "image/png, application/json");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void aTensorComesInBinaryWhereItIsAskedForSo() throws IOException {
    String body = "{\"parameters\": {\"count\": 2, \"binary_data_output\": true}}";

    HttpResponse<byte[]> response = server.post(SAMPLE, body.getBytes(StandardCharsets.UTF_8));

    int json =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    JsonNode head = new JsonMapper().readTree(Arrays.copyOf(response.body(), json));
    ByteBuffer behind =
        ByteBuffer.wrap(response.body(), json, response.body().length - json)
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Float> values = new ArrayList<>();
    while (behind.hasRemaining()) {
      values.add(behind.getFloat());
    }
    assertThat(head.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(48);
    assertThat(values).isEqualTo(flat(drawn(Writers.PAINTER, 2, 1)));
  }
}

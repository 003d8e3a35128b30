package io.gradstream.serving.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.GivenTopics;
import io.gradstream.serving.Writers;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever is asked for, with whatever body, gets an answer in JSON or a problem with a status. */
class RequestFuzzTest {

  private static final Version VERSION = new Version(3, 1200);

  /** An answer has its values and little more: so many bytes for each of a request. */
  private static final int MOST_GROWTH = 64;

  private static final int MOST_FIXED = 64 * 1024;

  private static ModelStore store;
  private static InferenceProtocol protocol;

  @BeforeAll
  static void holdModels() {
    store = new ModelStore(1 << 30);
    hold("single", Flights.served(Flights.spec(Flights.CAUSE), "", VERSION));
    hold("keyed", Flights.served(Flights.keyedByOrigin(), "ORD", VERSION));
    hold("images", images());
    hold("writer", writer());
    store.follow("empty");
    store.caughtUp();
    Clock clock = Clock.fixed(Flights.PUBLISHED, ZoneOffset.UTC);
    protocol = new InferenceProtocol(store, clock, Duration.ofSeconds(30), "0.1.0", true, learn());
  }

  @AfterAll
  static void release() {
    store.close();
  }

  /** One that takes records of the learner {@code single} in, and has them at once. */
  private static LearnDesk learn() {
    return GivenTopics.desk(GivenTopics.producer(true), "single");
  }

  private static void hold(String learner, ServedModel model) {
    LearnerModels models = store.follow(learner);
    models.put(model);
    models.caughtUp();
  }

  private static ServedModel writer() {
    return ServedModel.of(Writers.snapshot(Writers.WRITER, "", VERSION), Flights.PUBLISHED);
  }

  private static ServedModel images() {
    ModelSpec spec =
        new ModelSpec(
            Flights.LEARNER,
            7,
            new EventSchema(
                List.of(
                    new EventField("pixels", FieldType.NUMBERS, true),
                    new EventField("note", FieldType.TEXT, false)),
                ZoneOffset.UTC),
            Optional.empty(),
            List.of(
                new FeatureSpec.Numbers(
                    "pixels", List.of(2, 3, 1), new FeatureSpec.Scaling.Divide(255)),
                FeatureSpec.Tokens.bytes("note", 4)),
            Flights.LATE,
            List.of(new LayerSpec.DenseSpec(5, Activation.TANH)));
    try (Model model = new Model(spec, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      return ServedModel.of(model.snapshot(VERSION, Flights.LINEAGE), Flights.PUBLISHED);
    }
  }

  /**
   * @param input a path, the end of the line, a body with {@linkplain Repeats what is repeated}
   */
  @FuzzTest
  @DictionaryEntries({
    "/v2/models/",
    "single/infer",
    "keyed/infer",
    "images/infer",
    "empty/infer",
    "single/answer",
    "single/learn",
    "single/sample",
    "writer/generate",
    "\"text_input\":\"",
    "\"max_tokens\":",
    "\"temperature\":",
    "\"seed\":",
    "\"events\":[",
    "\"labels\":[",
    "\"$key\":",
    "\"flightId\"",
    "/stats",
    "\"binary_data_size\":",
    "\"max_age_ms\":",
    "\"min_offset\":",
    "/versions/3.1200",
    "/ready",
    "\"inputs\":[",
    "\"name\":",
    "\"datatype\":",
    "\"shape\":[",
    "\"data\":[",
    "\"outputs\":[",
    "\"parameters\":{\"key\":",
    "\"id\":",
    "\"scheduled\"",
    "\"distance\"",
    "\"origin\"",
    "\"holiday\"",
    "\"pixels\"",
    "\"probability\"",
    "\"INT64\"",
    "\"FP64\"",
    "\"BYTES\"",
    "\"BOOL\"",
    "\"UINT8\"",
    "null",
    "1e999",
    "99999999999999999999",
    "[[",
    "~k19",
    "~m13",
    "~k1[",
    "~l1]",
    "~k5{\"a\":",
    "~k1}",
    "0.~k11",
    "1e~k19",
    "~p2a,",
    "\\ud800"
  })
  void isAnsweredOrAProblem(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String path = new String(input, 0, end, StandardCharsets.UTF_8);
    byte[] body =
        Repeats.expand(Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
    Route.of(path).ifPresent(route -> answer(route, body));
  }

  private static void answer(Route route, byte[] body) {
    try {
      Reply reply =
          route instanceof Route.Posted posted ? worked(posted, body) : protocol.answer(route);
      assertThat(reply.status()).isIn(200, 503);
      assertThat(reply.body().length).isLessThanOrEqualTo(MOST_FIXED + MOST_GROWTH * body.length);
      assertThat(Json.readObject(reply.body()).isObject()).isTrue();
    } catch (HttpProblem problem) {
      assertThat(problem.status()).isIn(400, 404, 412, 413, 503);
      assertThat(problem.getMessage()).isNotBlank();
      assertThat(problem.reply().body()).isNotEmpty();
    }
  }

  private static Reply worked(Route.Posted route, byte[] body) {
    try (Work<Reply> work = protocol.work(route, new Posting(body))) {
      while (true) {
        Optional<Reply> reply = work.turn();
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    }
  }
}

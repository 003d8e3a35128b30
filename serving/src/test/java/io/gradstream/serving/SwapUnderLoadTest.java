package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Queries while models are swapped and evicted under them. */
class SwapUnderLoadTest {

  private static final int VERSIONS = 60;
  private static final int CLIENTS = 8;
  private static final Event FLIGHT = Flights.event(981_100_800_000L, 733.5, "ORD", true);

  private static final String BODY =
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]},
        {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
        {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
      """;

  /** Every answer is one version's, whole, and no client ever sees a version go back. */
  @Test
  void everyAnswerIsThatOfOneVersionAndVersionsOnlyRise() throws Exception {
    ModelSpec spec = Flights.spec(Flights.LATE);
    float[] expected = new float[VERSIONS + 1];
    for (int step = 1; step <= VERSIONS; step++) {
      try (Model model = Flights.trained(spec, "", new Version(1, step))) {
        expected[step] = (float) model.predict(FLIGHT)[0];
      }
    }
    try (TestServer server = TestServer.with(Flights.served(spec, "", new Version(1, 1)))) {
      LearnerModels models = server.store.follow(Flights.LEARNER);

      List<List<Answer>> answers =
          queriedWhile(
              server,
              () -> {
                for (int step = 2; step <= VERSIONS; step++) {
                  models.put(Flights.served(spec, "", new Version(1, step)));
                }
              });

      for (List<Answer> ofOneClient : answers) {
        int last = 0;
        for (Answer answer : ofOneClient) {
          assertThat(answer.status()).isEqualTo(200);
          int step = answer.body().path("parameters").path("step").asInt();
          JsonNode data = answer.body().path("outputs").path(0).path("data");
          assertThat(data.path(0).floatValue()).isEqualTo(expected[step]);
          assertThat(step).isGreaterThanOrEqualTo(last);
          last = step;
        }
      }
    }
  }

  @Test
  void aModelEvictedUnderAQueryIsAnsweredOrNotFound() throws Exception {
    ModelSpec spec = Flights.keyedByOrigin();
    try (TestServer server = TestServer.with(Flights.served(spec, "ORD", new Version(1, 1)))) {
      LearnerModels models = server.store.follow(Flights.LEARNER);

      List<List<Answer>> answers =
          queriedWhile(
              server,
              () -> {
                for (int step = 2; step <= VERSIONS; step++) {
                  models.remove("ORD");
                  models.put(Flights.served(spec, "ORD", new Version(1, step)));
                }
              });

      assertThat(answers)
          .allSatisfy(
              ofOneClient ->
                  assertThat(ofOneClient)
                      .extracting(Answer::status)
                      .isSubsetOf(200, 404, 503) // 503: not one model is there
                      .contains(200));
    }
  }

  /** All answers of each client; the last of each was asked after the change. */
  private static List<List<Answer>> queriedWhile(TestServer server, Runnable change)
      throws Exception {
    AtomicBoolean changed = new AtomicBoolean();
    Callable<List<Answer>> client =
        () -> {
          List<Answer> answers = new ArrayList<>();
          boolean last;
          do {
            last = changed.get();
            answers.add(server.infer(BODY));
          } while (!last);
          return answers;
        };
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<Answer>>> pending = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        pending.add(clients.submit(client));
      }
      try {
        change.run();
      } finally {
        changed.set(true);
      }
      List<List<Answer>> answers = new ArrayList<>();
      for (Future<List<Answer>> one : pending) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      clients.shutdownNow();
    }
  }
}

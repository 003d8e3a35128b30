package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller may demand how fresh the model is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FreshnessTest {

  private static final String ANSWER = "/v2/models/" + Flights.LEARNER + "/answer";
  private static final String FLIGHT = "{\"scheduled\": 981100800000}";

  private final TestServer server =
      TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer answer(String options) {
    return server.send("POST", ANSWER + "?" + options, FLIGHT);
  }

  private Answer infer(String parameters) {
    return server.infer(
        "{\"parameters\": {"
            + parameters
            + "}, \"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [1], \"data\": [981100800000]}]}");
  }

  @Test
  void aModelAsFreshAsDemandedAnswers() {
    assertThat(answer("max_age_ms=1234&min_offset=flights-0:4690,flights-1:4711").status())
        .isEqualTo(200);
    assertThat(infer("\"max_age_ms\": 1234, \"min_offset\": \"flights-1:4711\"").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_age_ms=1233          | it is 1234 ms old, and max_age_ms allows 1233; with wait_ms, at most 10000, a newer one would be waited for",
        "min_offset=flights-1:4712 | it has learned flights-1 through 4711, and min_offset demands 4712",
        "min_offset=taxis-0:0     | it has learned nothing of taxis-0, and min_offset demands 0",
        "max_age_ms=1&wait_ms=50  | it is 1234 ms old, and max_age_ms allows 1, after 50 ms",
      })
  void anOlderOneIsRefusedWithWhatItLacks(String options, String error) {
    Answer answer = answer(options);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.error())
        .startsWith("version 3.1200 of flight-delays is not as fresh as demanded: ")
        .contains(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_age_ms=-1       | max_age_ms must be a whole number of milliseconds: '-1'",
        "max_age_ms=         | max_age_ms must be a whole number of milliseconds: ''",
        "max_age_ms=1e3      | max_age_ms must be a whole number of milliseconds: '1e3'",
        "wait_ms=10001       | wait_ms must be at most 10000: 10001",
        "min_offset=flights  | min_offset must be TOPIC-PARTITION:OFFSET",
        "min_offset=5        | there are flights-0, flights-1",
        "max_age_ms=1&max_age_ms=2 | the option 'max_age_ms' must be given once",
      })
  void aDemandThatIsNoneIsRefused(String options, String error) {
    Answer answer = TestServer.answer(server.response("POST", ANSWER + "?" + options, FLIGHT));

    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aParameterMustBeAsItIsDemanded() {
    assertThat(infer("\"max_age_ms\": 1.5").status()).isEqualTo(400);
    assertThat(infer("\"max_age_ms\": true").status()).isEqualTo(400);
    assertThat(infer("\"max_age_ms\": [1]").status()).isEqualTo(400);
    assertThat(infer("\"max_age_ms\": null").status()).isEqualTo(200);
  }

  @Test
  void aNewerModelIsWaitedFor() throws Exception {
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> answer("max_age_ms=100&wait_ms=10000"));
    while (server.store.find(Flights.LEARNER).orElseThrow().tally().waits() == 0) {
      Thread.onSpinWait();
    }
    server
        .store
        .follow(Flights.LEARNER)
        .put(
            Flights.served(
                Flights.spec(Flights.LATE),
                "",
                new Version(3, 1201),
                Flights.PUBLISHED.plusMillis(TestServer.AGE_MILLIS)));

    assertThat(answer.get().status()).isEqualTo(200);
    assertThat(answer.get().body().path("model_version").asText()).isEqualTo("3.1201");
  }
}

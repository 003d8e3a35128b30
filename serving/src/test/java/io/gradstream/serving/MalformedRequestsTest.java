package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever sends what is malformed is told what was expected, and no log calls it a fault. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MalformedRequestsTest {

  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static PrintStream before;
  private static TestServer server;

  @BeforeAll
  static void start() {
    before = System.err;
    System.setErr(new PrintStream(LOG, true, StandardCharsets.UTF_8));
    server =
        TestServer.with(
            GivenTopics.desk(GivenTopics.producer(true), Flights.LEARNER),
            Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
    Writers.serve(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    System.setErr(before);
  }

  static List<MalformedRows.Row> rows() {
    return Stream.of(
            new MalformedTensors(),
            new MalformedPackings(),
            new MalformedRecords(),
            new MalformedWishes())
        .flatMap(table -> table.rows().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isToldWhatWasExpected(MalformedRows.Row row) throws IOException {
    LOG.reset();

    HttpResponse<byte[]> response =
        server.post(row.path(), row.body(), row.headers().toArray(String[]::new));

    JsonNode body = new JsonMapper().readTree(response.body());
    assertThat(body.path("error").asText()).contains(row.told());
    assertThat(response.statusCode()).isEqualTo(row.status());
    assertThat(body).hasSize(1);
    assertThat(LOG.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR");
  }

  @Test
  void theTableIsLong() {
    assertThat(rows()).hasSizeGreaterThan(80);
    assertThat(rows()).extracting(MalformedRows.Row::name).doesNotHaveDuplicates();
  }
}

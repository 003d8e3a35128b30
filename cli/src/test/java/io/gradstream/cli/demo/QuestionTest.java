package io.gradstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.Gradstream;
import io.gradstream.cli.Served;
import io.gradstream.local.QueryClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a demo tells its reader to ask, asked. */
class QuestionTest {

  private static final String WRITER =
      """
      learner: writer
      events: {topic: texts}
      features: [{field: text, as: tokens, unit: characters, length: 8}]
      target: {nextToken: {}}
      network: [{embedding: 8}]
      learn: {batch: 4}
      """;

  @TempDir private Path folder;

  @Test
  void aModelThatWritesIsAskedToGoOn() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), WRITER);
    String event = "{\"text\": \"it's a\\n\\\"b\\\" and more\"}";
    Path data = Files.writeString(folder.resolve("data.jsonl"), (event + "\n").repeat(8));
    Path snapshot = folder.resolve("model.grds");
    String[] words = {"evaluate", "" + spec, "--data", "" + data, "--save", "" + snapshot};
    assertThat(Gradstream.commandLine().execute(words)).isZero();

    try (Served served = new Served(snapshot)) {
      Question question =
          new Question(new QueryClient(URI.create(served.url()), "writer"), "", true);
      assertThat(question.ask(new ObjectMapper().readTree(event))).isPresent();
      String command = question.curl().orElseThrow();

      String body = "{\"text_input\":\"it\\u0027s a\\n\\\"b\\\" a\"}";
      URI uri = URI.create(served.url() + "/v2/models/writer/generate_stream");
      assertThat(command).isEqualTo("curl -sN %s -d '%s'".formatted(uri, body));
      HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .startsWith("data: {\"model_name\":\"writer\"")
          .contains("\"parameters\":{\"tokens\":200");
    }
  }
}

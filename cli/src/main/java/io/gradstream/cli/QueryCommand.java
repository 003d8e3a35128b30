package io.gradstream.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.query.EventAnswer;
import io.gradstream.cli.query.EventQuery;
import io.gradstream.cli.query.KafkaQuery;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.OwnRecords;
import io.gradstream.cli.topics.OwnTopic;
import io.gradstream.cli.topics.PublishedModel;
import io.gradstream.jobs.QueryHeaders;
import io.gradstream.local.QueryAccess;
import io.gradstream.local.QueryClient;
import io.gradstream.schemas.IoFailure;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    description = {
      "Asks the query service about one event, as it stands on Kafka, and says the answer in"
          + " words.",
      "Fields that are no inputs of the model are left out, its label among them; inputs that the"
          + " event does not have are named.",
      "With --over-kafka the learner's job is asked itself, by the topic of queries that its spec"
          + " names: for a learner with a key that is the model of the event's key, wherever it is."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream query flight-delays '{\"scheduled\": \"2001-01-01T08:15\", \"distance\": 733}'"
    })
final class QueryCommand implements Callable<Integer> {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(index = "0", paramLabel = "LEARNER", description = "The learner's name.")
  private String learner;

  @Parameters(
      index = "1",
      paramLabel = "EVENT",
      description = "The event, a JSON object; - reads it from standard input.")
  private String event;

  @Option(
      names = "--service",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "Where the query service is (default: ${DEFAULT-VALUE}).")
  private URI service;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file whose first line is the token that the service asks for.")
  private Path tokenFile;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Certificates (PEM) that the service's is signed by; else the JDK's own.")
  private Path certificates;

  @Option(
      names = "--over-kafka",
      paramLabel = "TOPIC",
      description = "In place of the service: the topic of queries, as queries.topic of the spec.")
  private String queries;

  @Option(
      names = "--replies",
      paramLabel = "TOPIC",
      description = "With --over-kafka: where the reply is wanted (default: LEARNER.replies).")
  private String replies;

  @Option(
      names = "--wait",
      paramLabel = "SPAN",
      defaultValue = "10s",
      converter = Span.class,
      description = "With --over-kafka: how long it is waited for (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Mixin private KafkaOptions kafka;

  @Option(names = "--json", description = "The answer as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode asked = event();
    if (queries != null) {
      return askOverKafka(asked);
    }
    QueryClient client = new QueryClient(address(), learner, access());
    try {
      EventQuery query = EventQuery.of(asked, read(client.metadata()));
      EventAnswer answer = new EventAnswer(read(client.post(query.body().toString())), query);
      command.commandLine().getOut().println(json ? answer.json() : answer.text());
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(
          "no query service answers at %s: %s. Start one with: gradstream up, or gradstream serve %s"
              .formatted(service, IoFailure.reason(e.getCause()), learner),
          e);
    }
    return CommandLine.ExitCode.OK;
  }

  private int askOverKafka(JsonNode asked) throws IOException, InterruptedException {
    String wanted = replies == null ? Topics.replies(learner) : replies;
    KafkaQuery query = new KafkaQuery(kafka, queries, wanted, patience);
    ConsumerRecord<byte[], byte[]> reply =
        query.ask(asked.toString().getBytes(StandardCharsets.UTF_8));
    OwnRecords records = new OwnRecords(OwnTopic.PREDICTIONS, PublishedModel.names(kafka, learner));
    command.commandLine().getOut().println(records.show(reply, json));
    String message = KafkaQuery.text(reply, QueryHeaders.MESSAGE);
    if (!message.isEmpty()) {
      command.commandLine().getErr().println(message);
    }
    return CommandLine.ExitCode.OK;
  }

  private URI address() {
    String scheme = service.getScheme();
    if (service.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--service must be http://HOST:PORT or https://...: " + service);
    }
    return service;
  }

  private QueryAccess access() throws IOException {
    QueryAccess access = QueryAccess.NONE;
    if (tokenFile != null) {
      access = access.withToken(tokenFile);
    }
    return certificates == null ? access : access.trusting(certificates);
  }

  private JsonNode event() throws IOException {
    String text =
        event.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : event;
    try {
      JsonNode read = JSON.readTree(text);
      if (read != null && read.isObject()) {
        return read;
      }
      throw new InvalidDataException("EVENT must be a JSON object: " + text);
    } catch (JacksonException e) {
      throw new InvalidDataException(
          "EVENT must be a JSON object, in quotes of the shell: " + e.getOriginalMessage());
    }
  }

  private JsonNode read(HttpResponse<String> response) throws IOException {
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "what answers at %s is no query service: status %d, no JSON"
              .formatted(service, response.statusCode()),
          e);
    }
    if (response.statusCode() == OK) {
      return body;
    }
    String error = body.path("error").asText("status " + response.statusCode());
    if (response.statusCode() == BAD_REQUEST) {
      throw new InvalidDataException("the service refuses the event: " + error);
    }
    throw new IllegalStateException("the service at %s says: %s".formatted(service, error));
  }
}

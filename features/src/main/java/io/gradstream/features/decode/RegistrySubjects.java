package io.gradstream.features.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a schema registry has under names: a schema is registered, or the newest one looked up.
 * Asked again while there is no answer, as long as patience lasts. For one thread.
 */
public final class RegistrySubjects {

  private static final Logger LOG = LoggerFactory.getLogger(RegistrySubjects.class);
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final String url;
  private final RegistryAccess.Source access;
  private final RegistryPatience patience;

  /**
   * A schema and its id.
   *
   * @param isJson whether it is a JSON Schema, rather than Avro's
   */
  public record Registered(int id, String schema, boolean isJson) {}

  private record Reply(int status, JsonNode said) {}

  /** Of a job that starts: waits for minutes. */
  public RegistrySubjects(URI url, RegistryAccess.Source access) {
    this(url, access, RegistryPatience.FIVE_MINUTES);
  }

  public RegistrySubjects(URI url, RegistryAccess.Source access, RegistryPatience patience) {
    this.url = url.toString().replaceAll("/+$", "");
    this.access = access;
    this.patience = patience;
  }

  /**
   * Registers a schema, which may be there already.
   *
   * @return its id
   * @throws IllegalStateException when the registry refuses it, or does not answer
   */
  public int register(String subject, String schema) throws InterruptedException {
    String body = JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
    Reply reply =
        ask(
            subject,
            HttpRequest.newBuilder(URI.create(place(subject)))
                .setHeader("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body)));
    if (reply.status() != RegistryReply.OK || !reply.said().path("id").isInt()) {
      throw refused("register the schema of " + subject, reply);
    }
    return reply.said().path("id").intValue();
  }

  /**
   * The newest schema of a subject; empty where there is none.
   *
   * @throws IllegalStateException when the registry refuses to say, or does not answer
   */
  public Optional<Registered> newest(String subject) throws InterruptedException {
    Reply reply =
        ask(subject, HttpRequest.newBuilder(URI.create(place(subject) + "/latest")).GET());
    if (reply.status() == RegistryReply.NOT_FOUND && reply.said().has("error_code")) {
      return Optional.empty();
    }
    JsonNode said = reply.said();
    String type = said.path("schemaType").asText(RegistryReply.AVRO);
    if (reply.status() != RegistryReply.OK
        || !said.path("id").isInt()
        || !said.path("schema").isTextual()
        || !RegistryReply.TYPES.contains(type)) {
      throw refused("read an Avro or JSON schema of " + subject, reply);
    }
    return Optional.of(
        new Registered(
            said.path("id").intValue(),
            said.path("schema").textValue(),
            type.equals(RegistryReply.JSON_SCHEMA)));
  }

  private String place(String subject) {
    return url
        + "/subjects/"
        + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20")
        + "/versions";
  }

  private Reply ask(String subject, HttpRequest.Builder question) throws InterruptedException {
    long start = System.nanoTime();
    Duration pause = patience.firstPause();
    while (true) {
      String reason;
      try {
        Reply reply = send(question);
        if (reply.status() < SERVER_FAULT && reply.status() != TOO_MANY) {
          return reply;
        }
        reason = "status " + reply.status();
      } catch (IOException | GeneralSecurityException e) {
        reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      }
      if (patience.isOver(Duration.ofNanos(System.nanoTime() - start))) {
        throw new IllegalStateException(
            "the schema registry %s does not answer for %s: %s".formatted(url, subject, reason));
      }
      LOG.warn("Waiting for the schema registry {}: {}", url, reason);
      Thread.sleep(pause.toMillis());
      pause = patience.after(pause);
    }
  }

  private Reply send(HttpRequest.Builder question)
      throws IOException, GeneralSecurityException, InterruptedException {
    RegistryAccess now = access.access();
    HttpClient client = now.client(patience.exchange());
    now.headers().forEach(question::setHeader);
    HttpResponse<byte[]> answer =
        client.send(
            question.timeout(patience.exchange()).build(),
            head -> new LimitedBody(HttpQuestions.MOST_BYTES));
    return new Reply(answer.statusCode(), RegistryReply.json(answer.body()));
  }

  /** With the registry's own words, where it has some. */
  private IllegalStateException refused(String what, Reply reply) {
    String words = reply.said().path("message").asText("");
    String login =
        reply.status() == RegistryReply.UNAUTHORIZED || reply.status() == RegistryReply.FORBIDDEN
            ? "; it wants another login than it was given"
            : "";
    return new IllegalStateException(
        "cannot %s at the schema registry %s: status %d%s%s"
            .formatted(what, url, reply.status(), words.isEmpty() ? "" : ", " + words, login));
  }
}

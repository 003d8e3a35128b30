package io.gradstream.features.decode;

import io.gradstream.features.declared.JsonSchema;
import io.gradstream.features.decode.RegistryHost.Unanswered;
import io.gradstream.features.decode.RegistryReply.Named;
import io.gradstream.features.decode.RegistryReply.Reference;
import io.gradstream.features.decode.SchemaRegistry.Answer.Found;
import io.gradstream.features.decode.SchemaRegistry.Answer.FoundJson;
import io.gradstream.features.decode.SchemaRegistry.Answer.Refused;
import io.gradstream.schemas.Newest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A schema registry over HTTP. A schema found is kept for good; an id that was refused is asked for
 * again after {@link #FORGET}, so a stream of unknown ids does not become a stream of requests.
 * While there is no answer of the registry's own, whatever the reason, the one who asks waits: a
 * record is judged by what the registry says, never by whether it is there. For one thread.
 */
public final class HttpRegistry implements SchemaRegistry {

  /** How long an id counts as refused. */
  public static final Duration FORGET = Duration.ofSeconds(30);

  private static final int MOST_REFUSALS = 10_000;
  private static final int MOST_REFERENCES = 100; // of one schema, all together

  private record Refusal(Refused answer, Instant until) {}

  private final String url;
  private final HttpQuestions questions;
  private final RegistryPatience patience;
  private final RegistryHost host;
  private final InstantSource clock;
  private final Map<Integer, Answer> parsed = new Newest<>(KnownSchemas.MOST);
  private final Map<Integer, Refusal> refusals = new Newest<>(MOST_REFUSALS);

  /**
   * @param access looked at before each question, so a login may change
   */
  public HttpRegistry(
      URI url,
      RegistryAccess.Source access,
      RegistryPatience patience,
      RegistryHost host,
      InstantSource clock) {
    this.url = url.toString().replaceAll("/+$", "");
    this.questions = new HttpQuestions(this.url, access, patience.exchange());
    this.patience = patience;
    this.host = host;
    this.clock = clock;
  }

  @Override
  public Answer byId(int id) {
    if (id < 0) {
      return Answer.unknown(id); // no registry gives such ids, and not all answer when asked
    }
    Answer remembered = remembered(id);
    return remembered == null ? remember(id, ask(id)) : remembered;
  }

  /** Null when the registry has to be asked. */
  private Answer remembered(int id) {
    Answer found = parsed.get(id);
    if (found != null) {
      return found;
    }
    Refusal refusal = refusals.get(id);
    if (refusal != null && clock.instant().isBefore(refusal.until)) {
      return refusal.answer;
    }
    return host.known().text(id).map(text -> remember(id, read(id, text))).orElse(null);
  }

  private Answer remember(int id, Answer answer) {
    refusals.remove(id);
    if (answer instanceof Refused refused) {
      refusals.put(id, new Refusal(refused, clock.instant().plus(FORGET)));
    } else {
      parsed.put(id, answer);
    }
    return answer;
  }

  /** Asks until there is an answer, or patience is over. */
  private Answer ask(int id) {
    try {
      return answer(id, untilAnswered(id, () -> questions.ask(id, host)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("the wait for schema id " + id + " was ended", e);
    }
  }

  /** A question that may be asked again. */
  @FunctionalInterface
  private interface Question {
    RegistryReply ask() throws InterruptedException;
  }

  private RegistryReply untilAnswered(int id, Question asked) throws InterruptedException {
    Instant since = clock.instant();
    Duration pause = patience.firstPause();
    RegistryReply reply = asked.ask();
    while (reply instanceof RegistryReply.None none) {
      Unanswered question = new Unanswered(url, id, none.reason(), since);
      if (patience.isOver(Duration.between(since, clock.instant()))) {
        throw new RegistryUnavailableException(inWords(question), null);
      }
      host.unanswered(question);
      questions.pause(pause, host);
      pause = patience.after(pause);
      reply = asked.ask();
    }
    host.answered();
    return reply;
  }

  private static String inWords(Unanswered question) {
    return "the schema registry %s does not answer for schema id %d: %s"
        .formatted(question.registry(), question.id(), question.reason());
  }

  private Answer answer(int id, RegistryReply reply) throws InterruptedException {
    if (reply instanceof RegistryReply.Refused refused) {
      return new Refused(refused.reason());
    }
    RegistryReply.Text text = (RegistryReply.Text) reply;
    References found = new References();
    Optional<Refused> refused = resolveAll(id, text, found, new HashSet<>());
    return refused.isPresent() ? refused.get() : read(id, text, found);
  }

  /**
   * Schemas that are referred to.
   *
   * @param texts by place, each behind those that it refers to
   * @param names places by the names that others have for them
   */
  private record References(Map<Reference, String> texts, Map<String, Reference> names) {
    References() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    List<String> inOrder() {
      return List.copyOf(texts.values());
    }

    Map<String, String> byName() {
      Map<String, String> byName = new LinkedHashMap<>();
      names.forEach((name, place) -> byName.put(name, texts.get(place)));
      return byName;
    }
  }

  private Optional<Refused> resolveAll(
      int id, RegistryReply.Text text, References known, Set<Reference> open)
      throws InterruptedException {
    for (Named reference : text.references()) {
      known.names.putIfAbsent(reference.name(), reference.at());
      Optional<Refused> refused = resolve(id, reference.at(), known, open);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /**
   * Finds a schema that is referred to, and before it those that it refers to itself.
   *
   * @param open places whose own references are looked for
   */
  private Optional<Refused> resolve(
      int id, Reference reference, References known, Set<Reference> open)
      throws InterruptedException {
    if (known.texts.containsKey(reference)) {
      return Optional.empty();
    }
    if (!open.add(reference) || open.size() + known.texts.size() > MOST_REFERENCES) {
      return Optional.of(
          new Refused(
              "schema id %d must refer to at most %d schemas, none of which refers to itself: %s"
                  .formatted(id, MOST_REFERENCES, reference)));
    }
    RegistryReply reply = untilAnswered(id, () -> questions.ask(reference, id, host));
    if (reply instanceof RegistryReply.Refused refused) {
      return Optional.of(new Refused(refused.reason()));
    }
    RegistryReply.Text text = (RegistryReply.Text) reply;
    Optional<Refused> refused = resolveAll(id, text, known, open);
    open.remove(reference);
    known.texts.put(reference, text.text());
    return refused;
  }

  /** Reads a schema that was told just now; one that refers to others is kept with them, as one. */
  private Answer read(int id, RegistryReply.Text said, References references)
      throws InterruptedException {
    boolean isJson = said.type().equals(RegistryReply.JSON_SCHEMA);
    try {
      if (isJson) {
        JsonSchema schema = JsonSchema.read(said.text(), references.byName());
        host.known().add(id, schema.kept());
        return new FoundJson(schema);
      }
      Schema schema = AvroSchemas.writer(said.text(), references.inOrder());
      host.known().add(id, references.texts.isEmpty() ? said.text() : schema.toString());
      return new Found(schema);
    } catch (RuntimeException e) {
      String subjects = questions.subjects(id, host);
      String where = subjects.isEmpty() ? "" : ", of subject " + subjects + ",";
      return unreadable(id, where, isJson ? "JSON" : "Avro", e);
    }
  }

  /** Reads a text that is known. */
  private static Answer read(int id, String text) {
    try {
      Optional<JsonSchema> json = JsonSchema.ofKept(text);
      return json.isPresent() ? new FoundJson(json.get()) : new Found(AvroSchemas.writer(text));
    } catch (RuntimeException e) {
      return unreadable(id, "", "Avro", e);
    }
  }

  /** Avro's parser meets some JSON that is no schema with exceptions of all kinds. */
  private static Refused unreadable(int id, String where, String kind, RuntimeException e) {
    return new Refused(
        "schema id %d%s is no %s schema: %s".formatted(id, where, kind, e.getMessage()));
  }
}

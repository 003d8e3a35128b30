package io.gradstream.features.decode;

import io.gradstream.features.decode.RegistryHost.Unanswered;
import io.gradstream.features.decode.SchemaRegistry.Answer.Found;
import io.gradstream.features.decode.SchemaRegistry.Answer.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

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

  private record Refusal(Refused answer, Instant until) {}

  private final String url;
  private final HttpQuestions questions;
  private final RegistryPatience patience;
  private final RegistryHost host;
  private final InstantSource clock;
  private final Map<Integer, Found> parsed = new Newest<>(KnownSchemas.MOST);
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
    Found found = parsed.get(id);
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
    if (answer instanceof Found found) {
      parsed.put(id, found);
    } else if (answer instanceof Refused refused) {
      refusals.put(id, new Refusal(refused, clock.instant().plus(FORGET)));
    }
    return answer;
  }

  /** Asks until there is an answer, or patience is over. */
  private Answer ask(int id) {
    Instant since = clock.instant();
    Duration pause = patience.firstPause();
    try {
      RegistryReply reply = questions.ask(id, host);
      while (reply instanceof RegistryReply.None none) {
        Unanswered question = new Unanswered(url, id, none.reason(), since);
        if (patience.isOver(Duration.between(since, clock.instant()))) {
          throw new RegistryUnavailableException(inWords(question), null);
        }
        host.unanswered(question);
        questions.pause(pause, host);
        pause = patience.after(pause);
        reply = questions.ask(id, host);
      }
      host.answered();
      return answer(id, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("the wait for schema id " + id + " was ended", e);
    }
  }

  private static String inWords(Unanswered question) {
    return "the schema registry %s does not answer for schema id %d: %s"
        .formatted(question.registry(), question.id(), question.reason());
  }

  private Answer answer(int id, RegistryReply reply) {
    if (reply instanceof RegistryReply.Text text) {
      Answer answer = read(id, text.text());
      if (answer instanceof Found) {
        host.known().add(id, text.text());
      }
      return answer;
    }
    return new Refused(((RegistryReply.Refused) reply).reason());
  }

  private static Answer read(int id, String text) {
    try {
      return new Found(AvroSchemas.writer(text));
    } catch (RuntimeException e) {
      // Avro's parser meets some JSON that is no schema with exceptions of all kinds.
      return new Refused("schema id %d is no Avro schema: %s".formatted(id, e.getMessage()));
    }
  }
}

package io.gradstream.serving.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Responder;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.report.Measures;
import java.time.Clock;
import java.time.Instant;

/** Answers the paths of the page, and leaves all others to the one behind. Thread safe. */
final class Watching implements Responder {

  private final Responder behind;
  private final ModelStore store;
  private final Boards boards;
  private final Clock clock;

  /**
   * @param behind answers whatever is not the page's
   * @param clock what ages are measured by
   */
  Watching(Responder behind, ModelStore store, Boards boards, Clock clock) {
    this.behind = behind;
    this.store = store;
    this.boards = boards;
    this.clock = clock;
  }

  @Override
  public Reply answer(Route route) {
    if (route instanceof Route.Page page) {
      return Asset.of(page.file());
    } else if (route instanceof Route.Watch watch) {
      return watch(watch.learner());
    }
    return behind.answer(route);
  }

  private Reply watch(String name) {
    LearnerModels learner =
        store
            .find(name)
            .orElseThrow(() -> HttpProblem.notFound("there is no learner '%s'".formatted(name)));
    Instant now = clock.instant();
    ObjectNode body = Json.object().put("learner", name).put("now", now.toEpochMilli());
    body.put("ready", learner.isReady());
    body.put("obstacle", learner.isReady() ? "" : store.trouble().orElseGet(learner::obstacle));
    ModelFacts.put(learner, now, body.putObject("model"));
    boards
        .find(name)
        .ifPresentOrElse(
            board -> WatchJson.put(board, now.toEpochMilli(), body), () -> putMissing(body));
    String trouble = boards.trouble();
    if (!trouble.isEmpty()) {
      body.withObject("/reports").put("missing", trouble);
    }
    return Reply.ok(body).uncached();
  }

  private static void putMissing(ObjectNode body) {
    body.putObject("reports")
        .put(
            "missing",
            "its reports are not read; of at most %d learners they are".formatted(Boards.MOST));
  }

  @Override
  public Work<Reply> work(Route.Posted route, Posting posting) {
    return behind.work(route, posting);
  }

  @Override
  public void measure(Measures into) {
    behind.measure(into);
  }
}

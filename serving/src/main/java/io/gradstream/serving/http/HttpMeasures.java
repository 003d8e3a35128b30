package io.gradstream.serving.http;

import io.gradstream.serving.report.Distribution;
import io.gradstream.serving.report.Measures;
import io.gradstream.serving.report.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by what they asked for and what became of them. Thread safe. */
final class HttpMeasures {

  /** What paths ask for, the few words of it; nothing a caller wrote. */
  private enum Asked {
    INFER,
    GENERATE,
    LEARN,
    HEALTH,
    METRICS,
    MODELS,
    PAGE,
    NONE;

    static Asked of(Optional<Route> route) {
      if (route.isEmpty()) {
        return NONE;
      } else if (route.get() instanceof Route.Infer || route.get() instanceof Route.Answer) {
        return INFER;
      } else if (route.get() instanceof Route.Generate || route.get() instanceof Route.Sample) {
        return GENERATE;
      } else if (route.get() instanceof Route.Learn) {
        return LEARN;
      } else if (route.get() instanceof Route.Metrics) {
        return METRICS;
      } else if (route.get().isOfPage()) {
        return PAGE;
      }
      return route.get().access() == Access.ANYONE ? HEALTH : MODELS;
    }
  }

  private record Outcome(Asked asked, int status) implements Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      int order = asked.compareTo(other.asked);
      return order == 0 ? Integer.compare(status, other.status) : order;
    }
  }

  private final Map<Outcome, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
  private final Distribution infer = new Distribution();
  private final Distribution generate = new Distribution();
  private final Distribution learn = new Distribution();

  HttpMeasures() {
    for (Refusal refusal : Refusal.values()) {
      refusals.put(refusal, new LongAdder());
    }
  }

  /** A request was answered with a status, or refused. */
  void ended(Optional<Route> route, int status, long tookNanos) {
    Outcome outcome = new Outcome(Asked.of(route), status);
    outcomes.computeIfAbsent(outcome, one -> new LongAdder()).increment();
    if (outcome.asked == Asked.INFER) {
      infer.add(tookNanos);
    } else if (outcome.asked == Asked.GENERATE) {
      generate.add(tookNanos);
    } else if (outcome.asked == Asked.LEARN) {
      learn.add(tookNanos);
    }
  }

  void refused(Refusal refusal) {
    refusals.get(refusal).increment();
  }

  void write(InProgress inProgress, Measures into) {
    into.begin(Metric.REQUESTS_TOTAL);
    outcomes.forEach(
        (outcome, count) ->
            into.value(
                count.sum(),
                "asked",
                outcome.asked.name().toLowerCase(java.util.Locale.ROOT),
                "status",
                Integer.toString(outcome.status)));
    into.begin(Metric.REFUSALS_TOTAL);
    refusals.forEach((refusal, count) -> into.value(count.sum(), "reason", refusal.label()));
    infer.write(Metric.INFER_SECONDS, into);
    generate.write(Metric.GENERATE_SECONDS, into);
    learn.write(Metric.LEARN_SECONDS, into);
    into.begin(Metric.REQUESTS_IN_PROGRESS).value(inProgress.requests());
    into.begin(Metric.BODY_BYTES).value(inProgress.sharedBytes());
  }
}

package io.gradstream.serving.grpc;

import io.gradstream.serving.report.Distribution;
import io.gradstream.serving.report.Measures;
import io.gradstream.serving.report.Metric;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by their method and what became of them. Thread safe. */
final class GrpcMeasures {

  private record Outcome(String method, Status.Code code) implements Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      int order = method.compareTo(other.method);
      return order == 0 ? code.compareTo(other.code) : order;
    }
  }

  private final Map<Outcome, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Distribution infer = new Distribution();

  /**
   * A call is over.
   *
   * @param method one that there is: nothing a caller wrote
   */
  void ended(String method, Status.Code code, long tookNanos) {
    outcomes.computeIfAbsent(new Outcome(method, code), one -> new LongAdder()).increment();
    if (method.equals(Methods.MODEL_INFER.getFullMethodName())) {
      infer.add(tookNanos);
    }
  }

  void write(Measures into) {
    into.begin(Metric.GRPC_CALLS_TOTAL);
    outcomes.forEach(
        (outcome, count) ->
            into.value(count.sum(), "method", outcome.method, "status", outcome.code.name()));
    infer.write(Metric.GRPC_INFER_SECONDS, into);
  }
}

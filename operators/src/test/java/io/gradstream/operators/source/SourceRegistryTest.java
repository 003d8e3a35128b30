package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.RegistryHost.Unanswered;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.SourceHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a decoder finds of its task's registry, and what stays of it. */
@SuppressWarnings("try") // an operator that is only there, in this thread
class SourceRegistryTest {

  private static final String URL = "http://registry:8081";
  private static final SpecBundle SPEC = TestSpecs.withRegistry(TestSpecs.inEvent(), URL);

  @Test
  void whatWasToldIsKnownAfterARestart() throws Exception {
    OperatorSubtaskState checkpoint = checkpoint(1, 0, null, 7);

    try (SourceHarness operator = SourceHarness.events(SPEC, 1, 0, checkpoint)) {
      assertThat(known()).containsExactly(Map.entry(7, "text of 7"));
    }
    assertThat(known()).as("of a task that has ended").isEmpty();
  }

  /** Runs a subtask that is told of one id, and returns its checkpoint. */
  private static OperatorSubtaskState checkpoint(
      int parallelism, int subtask, OperatorSubtaskState state, int told) throws Exception {
    try (SourceHarness operator = SourceHarness.events(SPEC, parallelism, subtask, state)) {
      SourceRegistry.ofThisTask().known().add(told, "text of " + told);
      return operator.snapshot(1, 1);
    }
  }

  private static Map<Integer, String> known() {
    return SourceRegistry.ofThisTask().known().texts();
  }

  @Test
  void whatOneSubtaskWasToldAllKnow() throws Exception {
    OperatorSubtaskState job =
        AbstractStreamOperatorTestHarness.repackageState(
            checkpoint(2, 0, null, 7), checkpoint(2, 1, null, 8));
    List<OperatorSubtaskState> again = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      again.add(checkpoint(2, subtask, of(job, 2, subtask), 9 + subtask));
    }
    OperatorSubtaskState later =
        AbstractStreamOperatorTestHarness.repackageState(again.get(0), again.get(1));
    for (int subtask = 0; subtask < 3; subtask++) {
      try (SourceHarness operator = SourceHarness.events(SPEC, 3, subtask, of(later, 3, subtask))) {
        assertThat(known()).containsOnlyKeys(7, 8, 9, 10);
      }
    }
  }

  private static OperatorSubtaskState of(OperatorSubtaskState job, int parallelism, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        job, 720, 2, parallelism, subtask);
  }

  @Test
  void anotherRegistryMayMeanSomethingElse() throws Exception {
    OperatorSubtaskState checkpoint = checkpoint(1, 0, null, 7);

    SpecBundle moved = TestSpecs.withRegistry(TestSpecs.inEvent(), "http://other:8081");
    try (SourceHarness operator = SourceHarness.events(moved, 1, 0, checkpoint)) {
      assertThat(known()).isEmpty();
    }
  }

  @Test
  void whoeverWaitsDoesWhatLiesInTheMailbox() throws Exception {
    try (SourceHarness operator = SourceHarness.events(SPEC, 1, 0, null)) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      ofTheTask(operator).execute(() -> done.complete(null), "whatever a task has to do");

      assertThat(SourceRegistry.ofThisTask().await(done, Duration.ofDays(1))).isTrue();
    }
  }

  @Test
  void anAnswerWakesWhoeverWaits() throws Exception {
    try (SourceHarness operator = SourceHarness.events(SPEC, 1, 0, null)) {
      CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {});

      assertThat(SourceRegistry.ofThisTask().await(done, Duration.ofDays(1))).isTrue();
    }
  }

  @Test
  void aWaitHasItsEnd() throws Exception {
    try (SourceHarness operator = SourceHarness.events(SPEC, 1, 0, null)) {
      ofTheTask(operator).execute(() -> operator.setProcessingTime(5), "time passes");

      assertThat(SourceRegistry.ofThisTask().await(new CompletableFuture<>(), Duration.ofMillis(5)))
          .isFalse();
    }
  }

  private static MailboxExecutor ofTheTask(SourceHarness operator) {
    return ((EffectiveTimeOperator) operator.getOperator())
        .getContainingTask()
        .getMailboxExecutorFactory()
        .createExecutor(TaskMailbox.MIN_PRIORITY);
  }

  @Test
  void aWaitIsReportedThoughNothingIsRead() throws Exception {
    try (SourceHarness operator = SourceHarness.events(SPEC, 1, 0, null)) {
      SourceRegistry.ofThisTask()
          .unanswered(new Unanswered(URL, 7, "status 503", Instant.now().minusSeconds(100)));
      operator.setProcessingTime(1000);
      SourceRegistry.ofThisTask().answered();
      operator.setProcessingTime(2000);
      operator.setProcessingTime(3000);

      assertThat(operator.getSideOutput(SideOutputs.METRICS))
          .extracting(report -> waiting(report.getValue()))
          .satisfiesExactly(
              seconds -> assertThat(seconds).isBetween(100.0, 200.0),
              seconds -> assertThat(seconds).isZero());
    }
  }

  private static double waiting(MetricReport report) {
    return report.measures().stream()
        .filter(measure -> measure.name().equals("registry.waiting"))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }
}

package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobFailureTest {

  private static final String RESTORING =
      """
      java.lang.Exception: Exception while creating StreamOperatorStateContext.
      \tat org.apache.flink.streaming.runtime.tasks.StreamTask.restoreInternal(StreamTask.java:858)
      Caused by: org.apache.flink.util.FlinkException: Could not restore keyed state backend
      \tat a.B.c(B.java:1)
      \t... 11 more
      Caused by: CAUSE
      \tat java.base/java.io.DataInputStream.readFully(DataInputStream.java:201)
      \t... 11 more
      """;

  @Test
  void theCauseIsTheInnermostInOneLineAndSaysWhose() {
    assertThat(failure("java.io.EOFException").cause())
        .isEqualTo("learner (1/2): java.io.EOFException");
    assertThat(failure("a.Refused: it is 3 and was 4").cause())
        .isEqualTo("learner (1/2): a.Refused: it is 3 and was 4");
    assertThat(new JobFailure(1, "", "a.B: gone").cause()).isEqualTo("a.B: gone");
    assertThat(new JobFailure(1, "", "io.gradstream.jobs.Outer$Ours: it is 3").cause())
        .isEqualTo("it is 3");
    assertThat(new JobFailure(1, "", "x".repeat(5000)).cause()).hasSizeLessThan(1100);
  }

  @Test
  void whatFailsWhileStateIsReadIsOfTheState() {
    assertThat(failure("java.io.EOFException").isOfState()).isTrue();
    assertThat(failure("java.io.FileNotFoundException: /chk-3/a").isOfState()).isTrue();
  }

  @Test
  void otherSystemsAndALackOfMemoryAreNotOfTheState() {
    assertThat(failure("org.apache.kafka.common.errors.TimeoutException: x").isOfState()).isFalse();
    assertThat(failure("java.net.ConnectException: refused").isOfState()).isFalse();
    assertThat(failure("java.lang.OutOfMemoryError: Java heap space").isOfState()).isFalse();
  }

  @Test
  void whatFailsLaterIsNotOfTheState() {
    String trace = RESTORING.replace("restoreInternal", "processInput").replace("CAUSE", "a.B");
    assertThat(new JobFailure(1, "", trace).isOfState()).isFalse();
  }

  private static JobFailure failure(String cause) {
    return new JobFailure(
        1,
        "learner -> (models: Writer -> models: Committer) (1/2) - execution #3",
        RESTORING.replace("CAUSE", cause));
  }
}

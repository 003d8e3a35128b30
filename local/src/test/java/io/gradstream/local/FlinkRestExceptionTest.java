package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

final class FlinkRestExceptionTest {

  @Test
  void saysWhatTheJobsMainMethodSaid() {
    assertThat(
            exception(
                """
                org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute
                Caused by: a.ProgramInvocationException: The main method caused an error: put it into lib/
                \tat a.B.c(B.java:1)
                Caused by: b.MissingException: put it into lib/
                Caused by: java.lang.ClassNotFoundException: c.D
                """))
        .hasMessage("Flink answered 400: put it into lib/");
  }

  @Test
  void elseSaysTheInnermostCause() {
    assertThat(
            exception(
                """
                a.B: outer
                Caused by: a.C: middle
                Caused by: a.D: inner
                """))
        .hasMessage("Flink answered 400: inner");
  }

  @Test
  void withoutACauseSaysAllOfIt() {
    assertThat(exception("no such path")).hasMessage("Flink answered 400: no such path");
  }

  private static FlinkRestException exception(String text) {
    return new FlinkRestException(400, JsonNodeFactory.instance.arrayNode().add("x").add(text));
  }
}

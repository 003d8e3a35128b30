package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final Gate GATE =
      Gate.of(() -> Tokens.read(List.of("read reader-0123456789", "control writer-0123456789")));

  @ParameterizedTest
  @CsvSource({
    ",                             ANYONE",
    "Bearer nobody-0123456789,     ANYONE",
    "Bearer reader-0123456789,     READ",
    "bearer   reader-0123456789 ,  READ",
    "Bearer writer-0123456789,     READ",
    "Bearer writer-0123456789,     CONTROL"
  })
  void whoMayPassesTheGate(String authorization, Access asked) {
    assertThat(GATE.refusal(authorization, asked)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ",                              READ,    401, 'Bearer realm=\"gradstream\"'",
    "Basic cmVhZGVyOnNlY3JldA==,    READ,    401, 'Bearer realm=\"gradstream\","
        + " error=\"invalid_request\"'",
    "Bearer,                        READ,    401, 'Bearer realm=\"gradstream\","
        + " error=\"invalid_request\"'",
    "Bearer reader-0123456789 more, READ,    401, 'Bearer realm=\"gradstream\","
        + " error=\"invalid_request\"'",
    "Bearer nobody-0123456789,      READ,    401, 'Bearer realm=\"gradstream\","
        + " error=\"invalid_token\"'",
    "Bearer reader-012345678,       READ,    401, 'Bearer realm=\"gradstream\","
        + " error=\"invalid_token\"'",
    "Bearer reader-0123456789,      CONTROL, 403, 'Bearer realm=\"gradstream\","
        + " error=\"insufficient_scope\"'"
  })
  void whoMayNotIsToldWhy(String authorization, Access asked, int status, String challenge) {
    Reply refusal = GATE.refusal(authorization, asked).orElseThrow();

    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.headers()).isEqualTo(Map.of("WWW-Authenticate", challenge));
    assertThat(Json.readObject(refusal.body()).path("error").asText())
        .containsIgnoringCase("token")
        .doesNotContain("0123456789");
  }

  @Test
  void withoutTokensEveryonePasses() {
    assertThat(Gate.open().refusal(null, Access.CONTROL)).isEmpty();
  }
}

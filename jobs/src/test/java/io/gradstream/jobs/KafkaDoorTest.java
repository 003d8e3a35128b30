package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaDoorTest {

  private static final int CLOSED_PORT = 1; // nobody may take it by chance

  @Test
  void usageExample() throws IOException {
    int port = CLOSED_PORT;
    assertThatThrownBy(() -> door("127.0.0.1:" + port).requireOpen(told -> {}))
        .isInstanceOf(KafkaAwayException.class)
        .hasMessageContaining("127.0.0.1:" + port + ": connection refused")
        .matches(away -> ((KafkaAwayException) away).mayCome());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, HOST:PORT[,HOST:PORT...]: localhost; for instance localhost:9092",
    "'', 'HOST:PORT[,HOST:PORT...]: '",
    "'a:1,', 'HOST:PORT[,HOST:PORT...]: a:1,'",
    "a:99999, HOST:PORT[,HOST:PORT...]: a:99999",
    ":9092, HOST:PORT[,HOST:PORT...]: :9092",
    "::1:9092, HOST:PORT[,HOST:PORT...]: ::1:9092"
  })
  void whatIsNoAddressIsRefusedBeforeAnybodyIsAsked(String brokers, String message) {
    assertThatThrownBy(() -> door(brokers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void addressesAreReadAsKafkaReadsThem() {
    assertThat(BrokerAddress.list("a:1, SSL://b.c:2,[::1]:3"))
        .containsExactly(
            new BrokerAddress("a", 1), new BrokerAddress("b.c", 2), new BrokerAddress("::1", 3));
    assertThat(new BrokerAddress("::1", 3)).hasToString("[::1]:3");
  }

  @Test
  void whoIsUnknownIsNamed() {
    assertThatThrownBy(() -> door("no-such-host.invalid:9092").requireOpen(told -> {}))
        .hasMessageContaining("no-such-host.invalid:9092: unknown host");
  }

  @Test
  void ofSeveralEachIsTold() throws IOException {
    String refused = "127.0.0.1:" + CLOSED_PORT;
    assertThatThrownBy(() -> door("no-such-host.invalid:1," + refused).requireOpen(told -> {}))
        .hasMessageContaining("no-such-host.invalid:1: unknown host")
        .hasMessageContaining(refused + ": connection refused");
  }

  @Test
  void whoWaitsIsToldOnceWhatFor() throws IOException {
    String refused = "127.0.0.1:" + CLOSED_PORT;
    List<String> told = new ArrayList<>();
    assertThatThrownBy(() -> door(refused).await(Duration.ofMillis(700), told::add))
        .isInstanceOf(KafkaAwayException.class);
    assertThat(told).singleElement().asString().contains("connection refused");
  }

  @Test
  void propertiesThatMakeNoClientAreToldWithTheirCause() throws IOException {
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      KafkaDoor door =
          new KafkaDoor(
              "127.0.0.1:" + somebody.getLocalPort(),
              Map.of("security.protocol", "SSL", "ssl.truststore.location", "/no/such/file"));
      assertThatThrownBy(() -> door.requireOpen(told -> {}))
          .isInstanceOf(KafkaAwayException.class)
          .hasMessageContaining("/no/such/file")
          .matches(away -> !((KafkaAwayException) away).mayCome());
    }
  }

  private static KafkaDoor door(String brokers) {
    return new KafkaDoor(brokers, Map.of());
  }
}

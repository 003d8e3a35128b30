package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ClosedDoorTest {

  private final ClosedDoor door = new ClosedDoor("broker:9093", "SASL_SSL");

  @Test
  void usageExample() {
    assertThat(door.reason(new SaslAuthenticationException("Invalid username or password")))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("broker:9093", "Invalid username or password", "--kafka-file"));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsToldWithItsCause() {
    assertThat(
            door.reason(
                new SslAuthenticationException(
                    "SSL handshake failed",
                    new SSLHandshakeException("PKIX path building failed"))))
        .hasValueSatisfying(reason -> assertThat(reason).contains("PKIX path building failed"));
  }

  @Test
  void aBrokerThatOnlyKeepsSilentMayBeAway() {
    assertThat(door.reason(new TimeoutException())).isEmpty();
    assertThat(new ClosedDoor("no port", "PLAINTEXT").reason(new TimeoutException())).isEmpty();
    assertThat(new ClosedDoor("127.0.0.1:1", "PLAINTEXT").reason(new TimeoutException())).isEmpty();
  }

  @Test
  void aBrokerThatAnswersInTlsIsKnownBeforeAnyClientIsMade() throws Exception {
    assertThat(answered(21, "PLAINTEXT")) // an alert of TLS
        .hasValueSatisfying(reason -> assertThat(reason).contains("wants TLS", "PLAINTEXT"));
    assertThat(answered(0, "PLAINTEXT")).isEmpty(); // the length of Kafka's answer
    assertThat(new ClosedDoor("127.0.0.1:1", "SSL").withoutTls()).isEmpty(); // it is not asked
  }

  /** What is said of a broker whose answer begins with this byte. */
  private static Optional<String> answered(int first, String protocol) throws Exception {
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(broker, first));
      answering.start();
      Optional<String> reason =
          new ClosedDoor("127.0.0.1:" + broker.getLocalPort(), protocol).withoutTls();
      answering.join();
      return reason;
    }
  }

  private static void answer(ServerSocket broker, int first) {
    try (Socket client = broker.accept()) {
      client.getInputStream().readNBytes(14);
      client.getOutputStream().write(first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

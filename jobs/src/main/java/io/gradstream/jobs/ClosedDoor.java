package io.gradstream.jobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Why Kafka does not let a client in, when waiting will not help, and what to do about it. A broker
 * says so only to a client that speaks its protocol; to others it keeps silent, as if it were away.
 */
final class ClosedDoor {

  private static final int PATIENCE_MILLIS = 6_000; // of one that keeps silent
  private static final int TLS_ALERT = 21; // content type, RFC 8446, section 5.1

  /**
   * Kafka's ApiVersions request, version 0: length, API key 18, version, correlation id, no name.
   */
  private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, -1, -1};

  private final String brokers;
  private final String protocol; // of the client

  ClosedDoor(String brokers, String protocol) {
    this.brokers = brokers;
    this.protocol = protocol;
  }

  /** The reason, after a request that failed; empty when the broker may only be away. */
  Optional<String> reason(Throwable failure) {
    if (failure instanceof AuthenticationException) {
      return Optional.of(
          "Kafka at %s refuses this client: %s%s; its user, password and trust store are those of --kafka-file"
              .formatted(brokers, failure.getMessage(), because(failure)));
    }
    return withoutTls();
  }

  /**
   * To be asked before the first client is made, if that is to speak without TLS: a Kafka client
   * takes the first bytes of TLS for the length of an answer, and the memory it asks for may be the
   * end of the JVM.
   *
   * @return the reason, when the broker speaks TLS and the client does not
   */
  Optional<String> withoutTls() {
    return !protocol.endsWith("SSL") && speaksTls()
        ? Optional.of(
            "Kafka at %s wants TLS and this client speaks %s: set security.protocol to SSL or SASL_SSL in --kafka-file"
                .formatted(brokers, protocol))
        : Optional.empty();
  }

  private static String because(Throwable failure) {
    return failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
  }

  /** Whether the first broker answers the plainest question there is with an alert of TLS. */
  private boolean speaksTls() {
    try (Socket socket = new Socket()) {
      socket.connect(address(), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(API_VERSIONS);
      return socket.getInputStream().read() == TLS_ALERT;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * @throws IllegalArgumentException when it has no port
   */
  private InetSocketAddress address() {
    String first = brokers.split(",", 2)[0].strip();
    int colon = first.lastIndexOf(':');
    String host = first.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", ""); // IPv6
    return new InetSocketAddress(host, Integer.parseInt(first.substring(colon + 1)));
  }
}

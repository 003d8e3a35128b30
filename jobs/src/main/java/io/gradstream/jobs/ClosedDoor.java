package io.gradstream.jobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Why Kafka does not let a client in, when waiting will not help, and what to do about it. A broker
 * says so only to a client that speaks its protocol; to others it keeps silent, as if it were away.
 */
final class ClosedDoor {

  private static final int PATIENCE_MILLIS = 5_000;

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
    if (!protocol.endsWith("SSL") && speaksTls()) {
      return Optional.of(
          "Kafka at %s wants TLS and this client speaks %s: set security.protocol to SSL or SASL_SSL in --kafka-file"
              .formatted(brokers, protocol));
    }
    return Optional.empty();
  }

  private static String because(Throwable failure) {
    return failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
  }

  /** Whether the first broker greets in TLS; with which certificate is no matter here. */
  private boolean speaksTls() {
    try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
      socket.connect(address(), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException e) {
      return e.getCause() instanceof CertificateException;
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

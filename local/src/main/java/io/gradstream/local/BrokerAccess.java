package io.gradstream.local;

import java.util.Map;

/**
 * How clients must come to a local broker, itself among them.
 *
 * @param protocol of its listener, by Kafka's name, for instance {@code SASL_SSL}
 * @param broker more of the broker's properties; they are written into the run's folder, so a
 *     secret is better referred to than given
 * @param client properties with which the broker's owner may do everything
 */
public record BrokerAccess(
    String protocol, Map<String, String> broker, Map<String, String> client) {

  /** No login, nothing encrypted: for the loopback interface. */
  public static final BrokerAccess OPEN = new BrokerAccess("PLAINTEXT", Map.of(), Map.of());

  public BrokerAccess {
    broker = Map.copyOf(broker);
    client = Map.copyOf(client);
  }
}

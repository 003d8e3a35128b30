package io.gradstream.cli.topics;

import io.gradstream.cli.feed.InvalidDataException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether anything listens where Kafka is said to be. Kafka's own client tries for minutes and says
 * only that it timed out.
 */
final class KafkaReach {

  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]/\\s]+?)]?:(\\d{1,5})");
  private static final int GREATEST_PORT = 65_535;
  private static final int CONNECT_MILLIS = 3_000;

  private final String brokers;

  KafkaReach(String brokers) {
    this.brokers = brokers;
  }

  /**
   * Connects to one of the brokers.
   *
   * @throws InvalidDataException when they are not written as addresses
   * @throws IllegalStateException with each address and why nothing is there, when none listens
   */
  void check() {
    List<String> reasons = new ArrayList<>();
    for (String address : brokers.split(",")) {
      InetSocketAddress place = parse(address.strip());
      try (Socket socket = new Socket()) {
        socket.connect(place, CONNECT_MILLIS);
        return;
      } catch (UnknownHostException e) {
        reasons.add("%s: there is no host of that name".formatted(address.strip()));
      } catch (IOException e) {
        reasons.add("%s: %s".formatted(address.strip(), e.getMessage()));
      }
    }
    throw new IllegalStateException(
        "no Kafka broker can be reached at " + String.join("; ", reasons));
  }

  private InetSocketAddress parse(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > GREATEST_PORT) {
      throw new InvalidDataException(
          "--brokers must be HOST:PORT, or some with commas between, as localhost:9092: "
              + brokers);
    }
    return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
  }
}

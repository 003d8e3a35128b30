package io.gradstream.jobs;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one broker listens, or should.
 *
 * @param host a name or an address, an IPv6 one without its brackets
 */
record BrokerAddress(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:[A-Za-z_0-9]+://)?(?:\\[([0-9a-fA-F:%.]+)]|([^\\s,:\\[\\]]+)):(\\d{1,5})");
  private static final int PATIENCE_MILLIS = 5_000;

  /**
   * Reads a list of bootstrap servers.
   *
   * @throws IllegalArgumentException with what is wrong and what is expected
   */
  static List<BrokerAddress> list(String brokers) {
    return Arrays.stream(brokers.split(",", -1)).map(one -> read(one.strip(), brokers)).toList();
  }

  private static BrokerAddress read(String one, String brokers) {
    Matcher found = FORM.matcher(one);
    if (!found.matches() || Integer.parseInt(found.group(3)) > 65_535) {
      throw new IllegalArgumentException(
          "--brokers must be HOST:PORT[,HOST:PORT...]: %s%s"
              .formatted(
                  brokers, one.matches("[^\\s:]+") ? "; for instance %s:9092".formatted(one) : ""));
    }
    String host = found.group(1) == null ? found.group(2) : found.group(1);
    return new BrokerAddress(host, Integer.parseInt(found.group(3)));
  }

  /** Why this machine cannot connect to it; empty when it can. */
  Optional<String> obstacle() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE_MILLIS);
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("unknown host");
    } catch (SocketTimeoutException e) {
      return Optional.of("no connection within %d s".formatted(PATIENCE_MILLIS / 1000));
    } catch (ConnectException e) {
      return Optional.of("connection refused, nothing listens there");
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}

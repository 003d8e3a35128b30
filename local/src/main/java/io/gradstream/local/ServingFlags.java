package io.gradstream.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a query service meets its clients.
 *
 * @param host what to listen on
 * @param more of its options, by name, for instance {@code --tokens}; files by absolute path, and
 *     no secret, which a command line would show
 */
public record ServingFlags(String host, int port, Map<String, String> more) {

  private static final String KEYSTORE = "--tls-keystore";

  public ServingFlags {
    more = Map.copyOf(more);
  }

  /** Open, and for this machine only. */
  static ServingFlags loopback(int port) {
    return new ServingFlags("127.0.0.1", port, Map.of());
  }

  List<String> arguments() {
    return Stream.concat(
            Stream.of("--host", host, "--port", Integer.toString(port)),
            new TreeMap<>(more)
                .entrySet().stream()
                    .flatMap(option -> Stream.of(option.getKey(), option.getValue())))
        .toList();
  }

  String scheme() {
    return more.containsKey(KEYSTORE) ? "https" : "http";
  }
}

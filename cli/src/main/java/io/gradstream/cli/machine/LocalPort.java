package io.gradstream.cli.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** A port of the loopback interface. */
public final class LocalPort {

  public static final int GREATEST = 65_535;

  private LocalPort() {}

  /** Why it cannot be listened on; empty when it can. */
  public static Optional<String> obstacle(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "port %d of 127.0.0.1 cannot be listened on: %s".formatted(port, e.getMessage()));
    }
  }
}

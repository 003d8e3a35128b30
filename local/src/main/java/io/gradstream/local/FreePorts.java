package io.gradstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports the system says are free. */
public final class FreePorts {

  private static final int LEAST = 20_000;

  /** Linux takes those of its own connections from here on. */
  private static final int LEAST_OF_CONNECTIONS = 32_768;

  private static final int TRIES = 100;

  private FreePorts() {}

  /** A free port of the loopback interface. */
  public static int pick() {
    return pick(1).get(0);
  }

  /** Distinct free ports of the loopback interface. */
  static List<Integer> pick(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(open());
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    } finally {
      sockets.forEach(FreePorts::close);
    }
  }

  /**
   * The system gives the ports that it picks itself to connections as well, so one of those may be
   * gone before a process has bound it.
   */
  private static ServerSocket open() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST, LEAST_OF_CONNECTIONS);
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        // another one, then
      }
    }
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.gradstream.serving.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the service meets its clients.
 *
 * @param tls key and certificate; absent: plain HTTP
 * @param tokens a file of {@link Tokens}; absent: open to everyone
 */
public record Front(
    HttpEndpoint.Address address, Optional<TlsFiles> tls, Optional<Path> tokens, Limits limits) {

  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final Duration LONGEST_WATCH = Duration.ofSeconds(1);

  /** How much of the heap models may have, where so much was asked for. */
  public static long modelBytes(long asked) {
    return Math.min(asked, Heap.modelBytes(Runtime.getRuntime().maxMemory()));
  }

  /**
   * What requests of every protocol pass.
   *
   * @throws IllegalArgumentException when one of the files is not as it must be, or the limits do
   *     not fit the heap
   */
  public Desk desk() {
    return new Desk(this);
  }

  /** A port for HTTP. */
  public HttpEndpoint endpoint(Desk desk, Responder responder) {
    Connections connections = new Connections(limits.time());
    List<Runnable> watched = new ArrayList<>(List.of(connections::closeLate));
    watched.addAll(desk.watched());
    return new HttpEndpoint(
        address,
        desk.keystore().map(TlsKeystore::factory),
        new HttpHandler(responder, desk, connections),
        connections,
        desk.turns(),
        watchEvery(),
        watched);
  }

  private Duration watchEvery() {
    Duration often = limits.time().dividedBy(8);
    return often.compareTo(LONGEST_WATCH) < 0 ? often : LONGEST_WATCH;
  }

  /**
   * Refuses that everyone who reaches the port may change something.
   *
   * @param option that lets them
   * @throws IllegalArgumentException when others than this machine reach it and no tokens are given
   */
  public void requireTokens(String option) {
    if (tokens.isEmpty() && !isLoopback()) {
      throw new IllegalArgumentException(
          "%s wants --tokens: everyone who reaches %s could do it"
              .formatted(option, address.host()));
    }
  }

  /** Says what stands open, if more than this machine can reach it. */
  public void warn() {
    if (isLoopback()) {
      return;
    }
    if (tokens.isEmpty()) {
      LOG.warn(
          "Everyone who reaches {} may query the models: no --tokens were given.", address.host());
    }
    if (tls.isEmpty()) {
      LOG.warn(
          "What goes to and from {} can be read on the way{}: no --tls-keystore was given.",
          address.host(),
          tokens.isPresent() ? ", the tokens too" : "");
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(address.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // listening will fail too
    }
  }
}

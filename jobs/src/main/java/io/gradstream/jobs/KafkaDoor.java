package io.gradstream.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/**
 * Whether Kafka lets this machine in, asked before anything is started that needs it: what is wrong
 * is told by the address and the cause, in seconds. One where somebody listens and keeps silent is
 * given longer, and that is said.
 */
public final class KafkaDoor {

  /** How long a broker is given to answer: one whose machine has much to do is no less there. */
  public static final int ANSWER_MILLIS = 30_000;

  private static final int TOLD_MILLIS = 6_000;
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final String brokers;
  private final Map<String, String> properties;
  private final List<BrokerAddress> addresses;

  /**
   * @param properties of the client that is to come in, secrets too
   * @throws IllegalArgumentException when the brokers are not HOST:PORT, separated by commas
   */
  public KafkaDoor(String brokers, Map<String, String> properties) {
    this.brokers = brokers;
    this.properties = Map.copyOf(properties);
    addresses = BrokerAddress.list(brokers);
  }

  /**
   * Asks once: whoever listens has half a minute to answer.
   *
   * @param waiting is told when the answer is late, and how long it is waited for
   * @throws KafkaAwayException when there is no answer, with the cause
   */
  public void requireOpen(Consumer<String> waiting) {
    requireSomebodyThere();
    ClosedDoor closed = new ClosedDoor(brokers, protocol());
    closed.withoutTls().ifPresent(KafkaDoor::refuse);
    requireReachable(nodes(closed, waiting));
  }

  /**
   * Asks until there is an answer, for as long as is said. One that refuses this client is not
   * asked again.
   *
   * @param waiting is told what is waited for, whenever that changes, and of answers that are late
   * @throws KafkaAwayException when the time is over, with the last cause
   */
  public void await(Duration most, Consumer<String> waiting) {
    long end = System.nanoTime() + most.toNanos();
    String told = "";
    while (true) {
      try {
        requireOpen(waiting);
        return;
      } catch (KafkaAwayException e) {
        if (!e.mayCome() || System.nanoTime() - end >= 0) {
          throw e;
        }
        if (!told.equals(e.getMessage())) {
          told = e.getMessage();
          waiting.accept(told);
        }
        pause();
      }
    }
  }

  private void requireSomebodyThere() {
    List<String> obstacles = new ArrayList<>();
    for (BrokerAddress address : addresses) {
      Optional<String> obstacle = address.obstacle();
      if (obstacle.isEmpty()) {
        return;
      }
      obstacles.add(addresses.size() == 1 ? obstacle.get() : address + ": " + obstacle.get());
    }
    throw away(
        "Kafka does not answer at %s: %s. Is the broker started, and the address right?"
            .formatted(brokers, String.join("; ", obstacles)));
  }

  private Collection<Node> nodes(ClosedDoor closed, Consumer<String> waiting) {
    try (Admin admin = Admin.create(adminProperties())) {
      return patiently(admin.describeCluster().nodes(), waiting);
    } catch (ExecutionException e) {
      closed.reason(e.getCause()).ifPresent(KafkaDoor::refuse);
      throw away(
          "Kafka does not answer at %s within %d s, though somebody listens there. To a client that does not speak its protocol it keeps silent: where it wants TLS or a login, give --kafka-file. (%s)"
              .formatted(brokers, ANSWER_MILLIS / 1000, e.getCause().getMessage()));
    } catch (KafkaException e) {
      throw new KafkaAwayException(
          "no Kafka client can be made with these properties: %s (%s)"
              .formatted(e.getMessage(), innermost(e).getMessage()),
          false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("interrupted while asking Kafka at " + brokers);
    }
  }

  private <T> T patiently(KafkaFuture<T> answer, Consumer<String> waiting)
      throws ExecutionException, InterruptedException {
    try {
      return answer.get(TOLD_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      waiting.accept(
          "%s is slow to answer, though somebody listens there: asked for %d s more"
              .formatted(brokers, (ANSWER_MILLIS - TOLD_MILLIS) / 1000));
      return answer.get();
    }
  }

  /** A broker names addresses of its own, to which a client then goes. */
  private void requireReachable(Collection<Node> nodes) {
    Map<BrokerAddress, String> obstacles = new HashMap<>();
    for (Node node : nodes) {
      BrokerAddress address = new BrokerAddress(node.host(), node.port());
      Optional<String> obstacle = address.obstacle();
      if (obstacle.isEmpty()) {
        return;
      }
      obstacles.put(address, obstacle.get());
    }
    throw away(
        "Kafka at %s sends its clients on to addresses that this machine does not reach (%s): set the broker's advertised.listeners"
            .formatted(
                brokers,
                obstacles.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining("; "))));
  }

  private Map<String, Object> adminProperties() {
    Map<String, Object> admin = new HashMap<>(properties);
    admin.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    return admin;
  }

  private String protocol() {
    return properties.getOrDefault(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
  }

  private static Throwable innermost(Throwable failure) {
    return failure.getCause() == null ? failure : innermost(failure.getCause());
  }

  private static void refuse(String reason) {
    throw new KafkaAwayException(reason, false);
  }

  private static KafkaAwayException away(String message) {
    return new KafkaAwayException(message, true);
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw away("interrupted while waiting for Kafka");
    }
  }
}

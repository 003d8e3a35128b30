package io.gradstream.local;

import io.gradstream.jobs.ServedTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker, its own controller, in a JVM of its own. Listens on the loopback interface
 * only. It can be stopped and started again on the same log and port.
 */
public final class LocalBroker implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  /** The name of its process. */
  public static final String NAME = "broker";

  private final Home home;
  private final LocalRun run;
  private final int port;
  private final BrokerAccess access;
  private final Path configuration;
  private LocalProcess process;

  private LocalBroker(Home home, LocalRun run, int port, BrokerAccess access, Path configuration) {
    this.home = home;
    this.run = run;
    this.port = port;
    this.access = access;
    this.configuration = configuration;
    this.process = launch();
  }

  /** Starts a broker with an empty log; {@link #awaitReady()} tells when it is of use. */
  public static LocalBroker start(Home home, LocalRun run) {
    return start(home, run, BrokerAccess.OPEN);
  }

  /** Starts a broker that lets in only whom it is told to. */
  public static LocalBroker start(Home home, LocalRun run, BrokerAccess access) {
    List<Integer> ports = FreePorts.pick(2);
    return start(home, run, access, run.folder().resolve("broker"), ports.get(0), ports.get(1));
  }

  /**
   * Starts a broker whose log outlives the run, in a folder of its own, on a port that is known.
   *
   * @param data absolute; made when absent
   */
  public static LocalBroker startKept(Home home, LocalRun run, Path data, int port) {
    return start(home, run, BrokerAccess.OPEN, data, port, FreePorts.pick());
  }

  private static LocalBroker start(
      Home home, LocalRun run, BrokerAccess access, Path folder, int port, int controllerPort) {
    Path configuration = folder.resolve("server.properties");
    try {
      Files.createDirectories(folder);
      Files.writeString(configuration, properties(port, controllerPort, access, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + folder, e);
    }
    return new LocalBroker(home, run, port, access, configuration);
  }

  /** Stops the broker in good order; its log stays. */
  public void stop() {
    process.close();
  }

  /** Starts a stopped broker again, on the same log and port. */
  public void restart() {
    process = launch();
  }

  public void awaitReady() {
    try (Admin admin = admin()) {
      Readiness.await(process, () -> answers(admin));
    }
  }

  /** Waits until it ends, which it does not by itself. */
  public void awaitEnd() {
    process.onEnd().join();
    process.requireAlive();
  }

  /** For {@code bootstrap.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public LocalProcess process() {
    return process;
  }

  /** Creates topics and waits until they can be written to. */
  public void createTopics(Collection<NewTopic> topics) {
    try (Admin admin = admin()) {
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
      ServedTopics.await(admin, topics.stream().map(NewTopic::name).toList());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot create " + topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  /** The caller closes it. */
  public Admin admin() {
    Map<String, Object> properties = new HashMap<>(access.client());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address());
    return Admin.create(properties);
  }

  @Override
  public void close() {
    stop();
  }

  private LocalProcess launch() {
    return run.start(
        NAME,
        new JavaCommand(
            FLAGS,
            home.classPath(Home.ClassPath.BROKER),
            BrokerMain.class.getName(),
            List.of(configuration.toString())));
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String properties(int port, int controllerPort, BrokerAccess access, Path folder) {
    return usual(port, controllerPort, access.protocol(), folder)
        + new TreeMap<>(access.broker())
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
  }

  private static String usual(int port, int controllerPort, String protocol, Path folder) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=%4$s://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=%4$s://127.0.0.1:%1$d
        inter.broker.listener.name=%4$s
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,%4$s:%4$s
        log.dirs=%3$s
        num.partitions=2
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.retention.ms=-1
        """
        .formatted(port, controllerPort, folder.resolve("log"), protocol);
  }
}

package io.gradstream.local;

import io.gradstream.network.EngineArgs;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The query service in a JVM of its own. */
public final class LocalServing implements AutoCloseable {

  private static final String MAIN = "io.gradstream.serving.Main";

  private final LocalProcess process;
  private final ServingFlags flags;

  private LocalServing(LocalProcess process, ServingFlags flags) {
    this.process = process;
    this.flags = flags;
  }

  /** Starts the service on a port that the system picks. */
  public static LocalServing start(
      Home home, LocalRun run, String brokers, List<String> learners, Path snapshots) {
    int port = FreePorts.pick();
    return start(home, run, brokers, learners, snapshots, ServingFlags.loopback(port));
  }

  /**
   * Starts the service; it answers 503 until a model is there.
   *
   * @param learners whose models to serve; none for all there are
   * @param snapshots folder in which the job keeps snapshots too large for a record
   */
  public static LocalServing start(
      Home home,
      LocalRun run,
      String brokers,
      List<String> learners,
      Path snapshots,
      ServingFlags flags) {
    List<String> arguments = new ArrayList<>(List.of("--brokers", brokers));
    arguments.addAll(flags.arguments());
    arguments.addAll(List.of("--snapshots", snapshots.toString()));
    learners.forEach(learner -> arguments.addAll(List.of("--learner", learner)));
    List<String> jvmFlags = new ArrayList<>(EngineArgs.list());
    jvmFlags.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"));
    String classPath = home.classPath(Home.ClassPath.SERVING);
    return new LocalServing(
        run.start("serving", new JavaCommand(jvmFlags, classPath, MAIN, arguments)), flags);
  }

  /** Waits until the service listens; whether it has a model is another question. */
  public void awaitReady() {
    Readiness.await(process, this::listens);
  }

  /** Waits until it ends, which it does not by itself. */
  public void awaitEnd() {
    process.onEnd().join();
    process.requireAlive();
  }

  private boolean listens() {
    try (Socket socket = new Socket(flags.host(), flags.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public URI address() {
    String host = flags.host().contains(":") ? "[" + flags.host() + "]" : flags.host();
    return URI.create("%s://%s:%d".formatted(flags.scheme(), host, flags.port()));
  }

  public LocalProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

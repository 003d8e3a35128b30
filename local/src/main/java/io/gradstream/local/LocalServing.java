package io.gradstream.local;

import io.gradstream.network.EngineArgs;
import io.gradstream.serving.Main;
import io.gradstream.serving.ServingOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The query service in a JVM of its own. */
public final class LocalServing implements AutoCloseable {

  /** Holds the default limits of the service and what it needs besides. */
  public static final int DEFAULT_HEAP = 384; // megabytes

  /** The name of its process. */
  public static final String NAME = "serving";

  private final LocalProcess process;
  private final ServingOptions options;

  private LocalServing(LocalProcess process, ServingOptions options) {
    this.process = process;
    this.options = options;
  }

  /**
   * Starts the service on a port that the system picks, open, and for this machine only.
   *
   * @param learners whose models to serve; none for all there are
   * @param snapshots folder in which the job keeps snapshots too large for a record
   */
  public static LocalServing start(
      Home home, LocalRun run, String brokers, List<String> learners, Path snapshots) {
    List<String> arguments = new ArrayList<>(List.of("--brokers", brokers));
    arguments.addAll(List.of("--port", Integer.toString(FreePorts.pick())));
    arguments.addAll(List.of("--snapshots", snapshots.toString()));
    learners.forEach(learner -> arguments.addAll(List.of("--learner", learner)));
    return start(home, run, ServingOptions.parse(arguments), DEFAULT_HEAP);
  }

  /**
   * Starts the service; it answers 503 until a model is there.
   *
   * @param heap largest Java heap, in megabytes; the service does not start when its limits need a
   *     larger one
   */
  public static LocalServing start(Home home, LocalRun run, ServingOptions options, int heap) {
    List<String> jvmFlags = new ArrayList<>(EngineArgs.list());
    jvmFlags.add("-Xmx" + heap + "m"); // and all compilers: the vector kernels need the best one
    String classPath = home.classPath(Home.ClassPath.SERVING);
    JavaCommand command =
        new JavaCommand(jvmFlags, classPath, Main.class.getName(), options.toArguments());
    return new LocalServing(run.start(NAME, command), options);
  }

  /** Waits until the service listens; whether it has a model is another question. */
  public void awaitReady() {
    Readiness.await(process, () -> process.hasWritten(Main.LISTENS));
  }

  /** Waits until it ends, which it does not by itself. */
  public void awaitEnd() {
    process.onEnd().join();
    process.requireAlive();
  }

  public URI address() {
    String host = options.host();
    return URI.create(
        "%s://%s:%d"
            .formatted(
                options.tls().isPresent() ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                options.port()));
  }

  public LocalProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

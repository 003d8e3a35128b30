package io.gradstream.e2e;

import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One broker and one Flink session cluster, real processes, for all tests. */
final class Cluster implements AutoCloseable {

  private static final int SLOTS = 12; // of several tests at once

  private final Home home = Home.ofThisProcess();
  private final LocalRun run;
  private final LocalBroker broker;
  private final LocalFlink flink;

  Cluster() {
    this(LocalRun.start());
  }

  /** One whose processes live in this run, and end with the cluster. */
  Cluster(LocalRun run) {
    this.run = run;
    broker = LocalBroker.start(home, run);
    flink = LocalFlink.session(home, run, FlinkOptions.small(run, SLOTS));
    broker.awaitReady();
    flink.awaitReady();
  }

  Home home() {
    return home;
  }

  LocalRun run() {
    return run;
  }

  LocalBroker broker() {
    return broker;
  }

  LocalFlink flink() {
    return flink;
  }

  /** The last that its processes have logged beyond what is usual. */
  String warnings() {
    return Stream.concat(
            Stream.of(broker.process(), flink.jobManager()), flink.taskManagers().stream())
        .flatMap(process -> warnings(process).stream())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> warnings(LocalProcess process) {
    try {
      List<String> lines =
          Files.readAllLines(process.log()).stream()
              .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
              .map(line -> process.name() + ": " + line)
              .toList();
      return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    run.close();
  }
}

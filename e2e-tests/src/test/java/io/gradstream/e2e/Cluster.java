package io.gradstream.e2e;

import io.gradstream.cli.local.FlinkOptions;
import io.gradstream.cli.local.Home;
import io.gradstream.cli.local.LocalBroker;
import io.gradstream.cli.local.LocalFlink;
import io.gradstream.cli.local.LocalRun;

/** One broker and one Flink session cluster, real processes, for all tests. */
final class Cluster implements AutoCloseable {

  private final Home home = Home.ofThisProcess();
  private final LocalRun run = LocalRun.start();
  private final LocalBroker broker = LocalBroker.start(home, run);
  private final LocalFlink flink = LocalFlink.session(home, run, FlinkOptions.small(run, 4));

  Cluster() {
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

  @Override
  public void close() {
    run.close();
  }
}

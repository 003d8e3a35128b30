package io.gradstream.e2e;

import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;

/** One broker and one Flink session cluster, real processes, for all tests. */
final class Cluster implements AutoCloseable {

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
    flink = LocalFlink.session(home, run, FlinkOptions.small(run, 4));
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

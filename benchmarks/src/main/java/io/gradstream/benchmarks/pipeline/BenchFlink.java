package io.gradstream.benchmarks.pipeline;

import io.gradstream.jobs.LearnerJob;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.JavaCommand;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The jobs that are compared, each as an application of its own Flink of the same size. */
final class BenchFlink {

  private static final int HEAP_MEGABYTES = 768;

  private BenchFlink() {}

  static LocalFlink ceiling(
      Home home, LocalRun run, LocalBroker broker, String topic, String output, int parallelism) {
    return LocalFlink.application(
        run,
        options(run, parallelism, Map.of()),
        home.classPath(Home.ClassPath.FLINK_APPLICATION)
            + File.pathSeparator
            + JavaCommand.codeOf(CeilingJob.class),
        CeilingJob.class.getName(),
        List.of(broker.address(), topic, output, String.valueOf(parallelism)));
  }

  static LocalFlink learner(
      Home home,
      LocalRun run,
      LocalBroker broker,
      SpecBundle spec,
      Path snapshots,
      int parallelism) {
    return learner(home, run, broker, spec, snapshots, parallelism, Map.of());
  }

  /**
   * @param configuration more of Flink's own options, by key
   */
  static LocalFlink learner(
      Home home,
      LocalRun run,
      LocalBroker broker,
      SpecBundle spec,
      Path snapshots,
      int parallelism,
      Map<String, String> configuration) {
    return LocalFlink.application(
        home,
        run,
        options(run, parallelism, configuration),
        LearnerJob.class.getName(),
        List.of(
            "--bundle",
            spec.encode(),
            "--brokers",
            broker.address(),
            "--snapshots",
            snapshots.toString(),
            "--parallelism",
            String.valueOf(parallelism)));
  }

  private static FlinkOptions options(LocalRun run, int slots, Map<String, String> configuration) {
    return new FlinkOptions(1, slots, run.folder().resolve("state"), HEAP_MEGABYTES, configuration);
  }
}

package io.gradstream.faults;

import io.gradstream.local.FreePorts;
import io.gradstream.local.Home;
import io.gradstream.local.JavaCommand;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A ZooKeeper server in a JVM of its own, from the jar that Flink brings: where a JobManager leaves
 * what its successor needs.
 */
record ZooKeeper(LocalProcess process, int port) {

  private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  static ZooKeeper start(Home home, LocalRun run) {
    int port = FreePorts.pick();
    Path folder = run.folder().resolve("zookeeper");
    Path configuration = folder.resolve("zoo.cfg");
    try {
      Files.createDirectories(folder);
      Files.writeString(configuration, configuration(port, folder.resolve("data")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + folder, e);
    }
    JavaCommand command =
        new JavaCommand(
            List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
            home.classPath(Home.ClassPath.FLINK_APPLICATION),
            MAIN,
            List.of("--zkConfigFile", configuration.toString(), "--peerId", "1"));
    return new ZooKeeper(run.start("zookeeper", command), port);
  }

  /**
   * Flink's options for a JobManager that survives its process.
   *
   * @param cluster clusters of different numbers know nothing of each other
   */
  Map<String, String> flinkOptions(Path folder, int cluster) {
    return Map.of(
        "high-availability.type",
        "zookeeper",
        "high-availability.zookeeper.client.session-timeout",
        "15000", // a minute by default, which a new JobManager would wait
        "high-availability.zookeeper.quorum",
        "127.0.0.1:" + port,
        "high-availability.storageDir",
        folder.resolve("ha").toUri().toString(),
        "high-availability.cluster-id",
        "/cluster-" + cluster);
  }

  private static String configuration(int port, Path data) {
    return """
        tickTime=2000
        clientPort=%d
        clientPortAddress=127.0.0.1
        dataDir=%s
        admin.enableServer=false
        4lw.commands.whitelist=*
        """
        .formatted(port, data);
  }
}

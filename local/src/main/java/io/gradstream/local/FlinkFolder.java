package io.gradstream.local;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The folder a local Flink is configured by. */
record FlinkFolder(Path folder, int restPort) {

  static final String REST_PORT = "rest.port";

  /** Whose web pages may use the REST interface from a browser; any by Flink's own default. */
  private static final String ORIGIN = "web.access-control-allow-origin";

  /** The one that a run has been given already. */
  static FlinkFolder of(LocalRun run, int restPort) {
    return new FlinkFolder(in(run), restPort);
  }

  static Path in(LocalRun run) {
    return run.folder().resolve("flink");
  }

  static FlinkFolder prepare(Path folder, FlinkOptions options) {
    List<Integer> ports = FreePorts.pick(2);
    Map<String, String> configuration = new TreeMap<>(defaults(folder, options, ports));
    configuration.putAll(options.configuration());
    configuration.putIfAbsent(ORIGIN, "http://127.0.0.1:" + configuration.get(REST_PORT));
    make(options.state(), "checkpoints");
    make(folder.resolve("upload"), "jars");
    try {
      Files.writeString(folder.resolve("config.yaml"), yaml(configuration));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write Flink's configuration into %s: %s".formatted(folder, IoFailure.reason(e)),
          e);
    }
    return new FlinkFolder(folder, Integer.parseInt(configuration.get(REST_PORT)));
  }

  private static void make(Path folder, String content) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the folder of %s %s: %s".formatted(content, folder, IoFailure.reason(e)), e);
    }
  }

  /** Arguments every process of this Flink starts with. */
  List<String> arguments() {
    return List.of("--configDir", folder.toString());
  }

  private static Map<String, String> defaults(
      Path folder, FlinkOptions options, List<Integer> ports) {
    return Map.ofEntries(
        Map.entry("rest.address", "127.0.0.1"),
        Map.entry("rest.bind-address", "127.0.0.1"),
        Map.entry(REST_PORT, ports.get(0).toString()),
        Map.entry("jobmanager.rpc.address", "127.0.0.1"),
        Map.entry("jobmanager.rpc.port", ports.get(1).toString()),
        Map.entry("jobmanager.bind-host", "127.0.0.1"),
        Map.entry("jobmanager.memory.process.size", "900m"), // unused: no script reads it
        Map.entry("taskmanager.host", "127.0.0.1"),
        Map.entry("taskmanager.bind-host", "127.0.0.1"),
        Map.entry("taskmanager.numberOfTaskSlots", Integer.toString(options.slots())),
        Map.entry(
            "parallelism.default", Integer.toString(options.slots() * options.taskManagers())),
        Map.entry("heartbeat.interval", "1000"),
        Map.entry("heartbeat.timeout", "8000"),
        Map.entry("web.upload.dir", folder.resolve("upload").toString()),
        Map.entry("io.tmp.dirs", folder.resolve("tmp").toString()),
        Map.entry(
            "execution.checkpointing.num-retained", Integer.toString(RetainedCheckpoints.KEPT)),
        Map.entry("execution.checkpointing.dir", FlinkPath.of(options.state())));
  }

  private static String yaml(Map<String, String> configuration) {
    return configuration.entrySet().stream()
        .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
        .collect(Collectors.joining());
  }
}

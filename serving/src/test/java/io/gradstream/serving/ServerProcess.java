package io.gradstream.serving;

import io.gradstream.network.EngineArgs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server with a heavy model and a light one in a JVM of its own, with the flags of serve. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Says its port and lives until its parent closes its input. */
  public static void main(String[] args) throws IOException {
    try (TestServer server = HeavyModel.server(Duration.ofSeconds(30))) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // the parent writes nothing
      }
    }
  }

  static ServerProcess start(Path log, String... flags) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx384m"));
    words.addAll(EngineArgs.list());
    words.addAll(List.of(flags));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    words.addAll(
        List.of("-cp", path.replace(";", File.pathSeparator), ServerProcess.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(log.toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("the server did not start: " + Files.readString(log));
    }
    return new ServerProcess(process, Integer.parseInt(line.substring("port ".length())));
  }

  int port() {
    return port;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory in megabytes; 0 where it is not known. */
  long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process
        .onExit()
        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
        .handle((p, e) -> p)
        .join();
    process.destroyForcibly();
  }
}

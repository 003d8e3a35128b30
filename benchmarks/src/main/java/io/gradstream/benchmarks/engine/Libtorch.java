package io.gradstream.benchmarks.engine;

import io.gradstream.network.EngineVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * libtorch in a process of its own, because it needs another JavaCPP than the engine. It waits
 * while our side runs. Commands and answers are lines; {@code LibtorchMain} names them.
 */
final class Libtorch implements AutoCloseable {

  /** Bits of a vector up to which libtorch is told to use none that are wider. */
  static final int NARROW = 256;

  private static final String MAIN = "io.gradstream.benchmarks.libtorch.LibtorchMain";

  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private final Path log;

  private Libtorch(Process process, Path log) {
    this.process = process;
    this.log = log;
    commands =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it with vectors as wide as the engine's here, or the widest there are.
   *
   * @param log what it says on standard error: the times of all forms of each network
   */
  static Libtorch start(String classPath, Clock clock, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            // As in our engine.args: libtorch, too, is faster without JavaCPP's own counting.
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-cp",
            classPath,
            MAIN,
            clock.name());
    builder.environment().put("OMP_NUM_THREADS", "1");
    if (EngineVersion.vectorBits() <= NARROW) {
      builder.environment().put("ATEN_CPU_CAPABILITY", "avx2");
      builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
    }
    builder.redirectError(log.toFile());
    try {
      return new Libtorch(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A network's fastest form.
   *
   * @param name what distinguishes it
   * @param microseconds of a step, at best
   */
  record Form(String name, double microseconds) {}

  /** Warms each form of the network for so long, and keeps the fastest. */
  Form prepare(String network, int batch, long milliseconds) {
    List<String> words =
        List.of(ask("prepare " + network + " " + batch + " " + milliseconds).split(" ", 2));
    return new Form(words.get(1), Double.parseDouble(words.get(0)));
  }

  /** Microseconds of a step of the form last prepared, over so many. */
  double run(long steps) {
    return Double.parseDouble(ask("run " + steps));
  }

  private String ask(String command) {
    commands.println(command);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(
            "libtorch's process ended at '" + command + "'; see " + log);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
  }
}

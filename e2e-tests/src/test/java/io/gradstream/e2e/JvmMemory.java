package io.gradstream.e2e;

import io.gradstream.local.LocalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds after it has collected all it can.
 *
 * @param metaspace used by classes, in kilobytes
 * @param anonymous resident memory that is no file's, in kilobytes
 * @param jobLoaders class loaders of jobs
 */
record JvmMemory(long metaspace, long anonymous, long jobLoaders) {

  private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");
  private static final Pattern ANONYMOUS = Pattern.compile("RssAnon:\\s+(\\d+) kB");
  private static final Pattern JOB_LOADER =
      Pattern.compile("org\\.apache\\.flink\\.util\\.ChildFirstClassLoader");

  static JvmMemory afterCollection(LocalProcess process) {
    ask(process, "GC.run");
    String loaders = ask(process, "VM.classloader_stats");
    return new JvmMemory(
        number(METASPACE, ask(process, "GC.heap_info")),
        number(ANONYMOUS, status(process)),
        JOB_LOADER.matcher(loaders).results().count());
  }

  private static String ask(LocalProcess process, String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process answer =
          new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      return new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + process.name(), e);
    }
  }

  private static String status(LocalProcess process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of " + process.name(), e);
    }
  }

  private static long number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + text);
    }
    return Long.parseLong(found.group(1));
  }
}

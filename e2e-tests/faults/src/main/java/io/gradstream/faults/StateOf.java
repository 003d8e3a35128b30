package io.gradstream.faults;

import io.gradstream.faults.dump.Dump;
import io.gradstream.faults.dump.SavepointDump;
import io.gradstream.local.Home;
import io.gradstream.local.JavaCommand;
import io.gradstream.local.LocalRun;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dumps savepoints, in a JVM with Flink's classes: this one has none. */
final class StateOf {

  /** Operators that are called by their uids in dumps. */
  private static final List<String> UIDS =
      List.of(
          "events",
          "labels",
          "queries",
          "control",
          "event-times",
          "label-times",
          "event-arrivals",
          "label-arrivals",
          "label-join",
          "commands",
          "learner",
          "answer-judge",
          "answer-scores");

  private StateOf() {}

  /** All of the state that the savepoint holds, as {@link SavepointDump} tells it. */
  static Dump savepoint(LocalRun run, String savepoint) {
    Path file = run.folder().resolve("dump.tsv");
    List<String> arguments = new ArrayList<>(List.of(savepoint, file.toString()));
    arguments.addAll(UIDS);
    JavaCommand command =
        new JavaCommand(
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
            classPath(),
            SavepointDump.class.getName(),
            arguments);
    run.start("dump", command).awaitDone();
    try {
      return Dump.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the dump of " + savepoint + " cannot be read", e);
    }
  }

  /** Flink's and the job's, whose serializers the state is read with, and that of the dump. */
  private static String classPath() {
    return Home.ofThisProcess().classPath(Home.ClassPath.FLINK_APPLICATION)
        + File.pathSeparator
        + JavaCommand.codeOf(SavepointDump.class);
  }
}

package io.gradstream.cli;

import io.gradstream.cli.running.RunRecord;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.running.Stopping;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "stop",
    description = {
      "Stops a learner that was deployed from this machine, attached or not, with a savepoint:"
          + " deployed again it goes on from that.",
      "With --flink it stops the learner's job of a session cluster, whoever sent it."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream stop flight-delays"})
final class StopCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "LEARNER", description = "The learner's name.")
  private String learner;

  @Mixin private StateOption state;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "REST address of a session cluster, for instance http://localhost:8081.")
  private URI flink;

  @Option(
      names = "--no-savepoint",
      description = "End it at once; deployed again it goes on from its newest checkpoint.")
  private boolean withoutSavepoint;

  @Override
  public Integer call() throws IOException {
    Stopping stopping = new Stopping(state.folder(), learner);
    if (flink != null) {
      say("left the savepoint " + stopping.stop(flink));
      return CommandLine.ExitCode.OK;
    }
    RunRecord run =
        stopping
            .running()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "learner %s does not run from the state folder %s; name the one of its deploy with --state, or its session cluster with --flink"
                            .formatted(learner, state.folder().folder())));
    if (withoutSavepoint) {
      stopping.end(run);
      say("ended; deployed again it goes on from its newest checkpoint");
    } else {
      say(
          "left the savepoint %s; deployed again it goes on from that"
              .formatted(stop(stopping, run)));
    }
    return CommandLine.ExitCode.OK;
  }

  private String stop(Stopping stopping, RunRecord run) throws IOException {
    try {
      return stopping.stop(run);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "learner %s made no savepoint: %s. To end it all the same: --no-savepoint"
              .formatted(learner, e.getMessage()),
          e);
    }
  }

  private void say(String what) {
    PrintWriter out = command.commandLine().getOut();
    out.printf("learner %s has %s%n", learner, what);
    out.flush();
  }
}

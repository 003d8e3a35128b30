package io.gradstream.cli;

import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.demo.ExamplesCommand;
import io.gradstream.cli.graph.ImportCommand;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.proof.ProofCommand;
import io.gradstream.cli.prove.ProveCommand;
import io.gradstream.cli.prove.VerifyCommand;
import io.gradstream.cli.steer.ControlCommands;
import io.gradstream.cli.steer.ModelsCommands;
import io.gradstream.network.EngineVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code gradstream} command. */
@Command(
    name = "gradstream",
    description = "Deep networks that learn from a stream, for as long as it flows.",
    mixinStandardHelpOptions = true,
    versionProvider = Gradstream.BuiltVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or input.",
      "",
      "Example: the whole system on a real stream",
      "  gradstream demo"
    },
    subcommands = {
      DemoCommand.class,
      ExamplesCommand.class,
      UpCommand.class,
      DownCommand.class,
      BrokerCommand.class,
      ValidateCommand.class,
      ImportCommand.class,
      EvaluateCommand.class,
      GenerateCommand.class,
      PredictCommand.class,
      SampleCommand.class,
      DeployCommand.class,
      UpgradeCommand.class,
      StopCommand.class,
      StatusCommand.class,
      ListCommand.class,
      ServeCommand.class,
      FeedCommand.class,
      ControlCommands.class,
      WatchCommand.class,
      QueryCommand.class,
      DeadLetterCommands.class,
      ModelsCommands.class,
      ProveCommand.class,
      VerifyCommand.class,
      InitCommand.class,
      CompletionCommand.class
    })
public final class Gradstream {

  @Option(
      names = "--verbose",
      description = "Show where an error comes from.",
      scope = ScopeType.INHERIT)
  private boolean verbose;

  private Gradstream() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // digits and dates of no country
    int exitCode = run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), args);
    if (!Failures.isEndOfProcess()) { // then somebody else has something to say
      ErrorFilter.drain();
    }
    System.exit(exitCode);
  }

  /** Whatever the machine's locale is. */
  private static PrintWriter utf8(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /** Runs one command line and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  /** All commands, those of other modules too. */
  public static CommandLine commandLine() {
    Gradstream gradstream = new Gradstream();
    CommandLine commandLine = new CommandLine(gradstream);
    commandLine.addSubcommand(bench());
    ServiceLoader.load(ProofCommand.class).forEach(commandLine::addSubcommand);
    commandLine.registerConverter(OutputFile.class, OutputFile.CONVERTER); // of all commands
    commandLine.setDefaultValueProvider(new UpDefaults());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(Failures::reportUsage);
    commandLine.setExecutionExceptionHandler(
        (error, command, parsed) -> Failures.report(error, command, gradstream.verbose));
    return commandLine;
  }

  /** All modules are built together, so the engine's version is the product's. */
  static final class BuiltVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"gradstream " + EngineVersion.current()};
    }
  }

  private static CommandLine bench() {
    CommandLine bench = new CommandLine(new Bench());
    ServiceLoader.load(BenchCommand.class).forEach(bench::addSubcommand);
    return bench;
  }

  @Command(
      name = "bench",
      description = "Measures this machine.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "BENCHMARK",
      footer = {"", "Example:", "  gradstream bench pipeline --json"})
  private static final class Bench implements Runnable {

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      throw new CommandLine.ParameterException(spec.commandLine(), "which benchmark?");
    }
  }
}

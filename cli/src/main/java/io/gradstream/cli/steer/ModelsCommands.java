package io.gradstream.cli.steer;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.WantedModel.Found;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "models",
    description = {
      "The versions that a deployed learner has published, the way back to one, and who answers.",
      "Its models topic keeps the newest version of each key for good, and those before it until"
          + " Kafka compacts them; export keeps one for as long as you like."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ORDER",
    footer = {"", "Example:", "  gradstream models list flight-delays"})
public final class ModelsCommands implements Runnable {

  private static final String NAMED = "The learner's name.";
  private static final String KEYED = "Whose model, of a learner with one for each key.";
  private static final String VERSIONED = "A version, as 3.1200: models list names them.";

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "which order? There are list, show, diff, export, rollback and promote");
  }

  @Command(
      name = "list",
      description = {
        "Lists the versions that are on the models topic, those published last at the end: when,"
            + " whose, of how many examples, how large, and how far each had learned."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream models list flight-delays --last 5"})
  void list(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Mixin KafkaOptions kafka,
      @Option(names = "--key", paramLabel = "KEY", description = KEYED) String key,
      @Option(
              names = "--last",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many are listed (default: ${DEFAULT-VALUE}).")
          int last,
      @Option(names = "--json", description = "One JSON object a version, in a line.") boolean json)
      throws IOException, InterruptedException {
    if (last < 1) {
      throw new ParameterException(command.commandLine(), "--last must be at least 1: " + last);
    }
    VersionList versions = new PublishedModels(learner, kafka).list(key, last);
    PrintWriter out = out();
    if (json) {
      versions.versions().forEach(of -> out.println(of.toJson()));
    } else if (versions.versions().isEmpty()) {
      out.println(learner + " has published no model yet");
    } else {
      if (versions.others() > 0) {
        out.printf(Locale.ROOT, "%,d published before: --last lists more%n", versions.others());
      }
      out.println(PublishedVersion.HEAD);
      versions.versions().forEach(of -> out.println(of.toLine()));
    }
    out.flush();
  }

  @Command(
      name = "show",
      description = "Tells of one version: what it was learned from, and what its model is.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream models show flight-delays 3.1200"})
  void show(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(paramLabel = "VERSION", description = VERSIONED) String version,
      @Mixin KafkaOptions kafka,
      @Option(names = "--key", paramLabel = "KEY", description = KEYED) String key,
      @Mixin StateOption state,
      @Option(names = "--json", description = "As one JSON object, without what its model is.")
          boolean json)
      throws IOException, InterruptedException {
    Optional<Version> wanted = Optional.of(version(version));
    Found found = new PublishedModels(learner, kafka).find(key, wanted);
    PublishedVersion published = PublishedVersion.of(found.message(), found.at());
    PrintWriter out = out();
    if (json) {
      out.println(published.toJson());
    } else {
      out.printf("version          %s of %s%n", found.message().version(), learner);
      published.toLines().forEach(out::println);
      ModelSnapshot model = load(found, learner, state).snapshot();
      out.println("target           " + model.spec().target());
      out.printf(Locale.ROOT, "weights          %,d%n", model.weights().length);
      out.printf(
          "features         %s%n",
          String.join(", ", model.spec().features().stream().map(of -> of.field()).toList()));
    }
    out.flush();
  }

  @Command(
      name = "diff",
      description = {
        "Tells what differs between two versions: what was learned in between, the spec, how far"
            + " the weights of each layer moved, and the scores as they were reported."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream models diff flight-delays 3.1200 3.1300"})
  void diff(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(paramLabel = "FROM", description = VERSIONED) String from,
      @Parameters(paramLabel = "TO", description = VERSIONED) String to,
      @Mixin KafkaOptions kafka,
      @Option(names = "--key", paramLabel = "KEY", description = KEYED) String key,
      @Mixin StateOption state,
      @Option(names = "--json", description = "As one JSON object.") boolean json)
      throws IOException, InterruptedException {
    PublishedModels models = new PublishedModels(learner, kafka);
    Found before = models.find(key, Optional.of(version(from)));
    Found now = models.find(before.message().key(), Optional.of(version(to)));
    ModelDiff diff =
        new ModelDiff(
            before,
            load(before, learner, state).snapshot(),
            now,
            load(now, learner, state).snapshot(),
            models.scores(before, now));
    PrintWriter out = out();
    if (json) {
      out.println(diff.toJson());
    } else {
      diff.toLines().forEach(out::println);
    }
    out.flush();
  }

  @Command(
      name = "export",
      description = {
        "Writes a version that a learner has published to a file, for predict, sample, generate and"
            + " models rollback.",
        "A large one stands in the state folder of its deploy, and on the topic only where it is."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example: what the newest would say of a file's rows",
        "  gradstream models export flight-delays --out flights.grds",
        "  gradstream predict flights.yaml --snapshot flights.grds --data flights.csv.gz"
      })
  void export(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(
              arity = "0..1",
              paramLabel = "VERSION",
              description = "A version, as 3.1200 (default: the newest).")
          String version,
      @Mixin KafkaOptions kafka,
      @Option(names = "--key", paramLabel = "KEY", description = KEYED) String key,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "Where the model goes.")
          OutputFile out,
      @Mixin StateOption state)
      throws IOException, InterruptedException {
    Optional<Version> wanted = Optional.ofNullable(version).map(this::version);
    Found found = new PublishedModels(learner, kafka).find(key, wanted);
    byte[] bytes = load(found, learner, state).bytes();
    out.write(bytes);
    out()
        .printf(
            Locale.ROOT,
            "%s: version %s of %s%s, of %,d examples, %,d bytes%n",
            out.path(),
            found.message().version(),
            learner,
            found.message().key().isEmpty() ? "" : " for the key " + found.message().key(),
            found.message().lineage().examples(),
            bytes.length);
  }

  @Command(
      name = "rollback",
      description = {
        "Lets a learner that runs go back to a version of before and learn on from there, without"
            + " a restart: a new version, whose lineage names the one gone back to.",
        "What was learned since is undone, and not learned again. One key goes back, all others go"
            + " on. Where the cause is still on the stream, pause first."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  gradstream models rollback flight-delays 3.1200 --why 'labels of Friday were wrong'"
      })
  void rollback(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(
              arity = "0..1",
              paramLabel = "VERSION",
              description = "A version on the models topic, as 3.1200; or --file.")
          String version,
      @Mixin KafkaOptions kafka,
      @Option(names = "--key", paramLabel = "KEY", description = KEYED) String key,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "A version that models export wrote, on the topic or no longer.")
          Path file,
      @Mixin StateOption state,
      @Mixin OriginOptions origin)
      throws IOException, InterruptedException {
    if ((version == null) == (file == null)) {
      throw new ParameterException(
          command.commandLine(), "give a version that is on the topic, or --file");
    }
    PublishedModels models = new PublishedModels(learner, kafka);
    Return back = new Return(learner, kafka.requireAnswer(), state.folder());
    RunningJob.require(
        learner,
        kafka.requireAnswer(),
        state.folder(),
        "Who goes back goes on learning: deploy it first, or give 'deploy --from' a savepoint of before");
    Optional<Found> published =
        file == null
            ? Optional.of(models.find(key, Optional.of(version(version))))
            : Optional.empty();
    ModelSnapshot wanted =
        published.isPresent()
            ? load(published.get(), learner, state).snapshot()
            : SnapshotFile.read(file);
    Found newest = models.find(wanted.key(), Optional.empty());
    back.requireFit(wanted, load(newest, learner, state).snapshot(), models.candidates());
    back.send(wanted, published.map(of -> of.message().content()), origin.now(), out());
  }

  @Command(
      name = "promote",
      description = {
        "Lets a challenger of a learner that runs answer, in the place of the one that does, without"
            + " a restart: a new version, and callers have it within a second. The one that"
            + " answered before goes on learning, as a challenger.",
        "Named main, what the spec itself describes answers again. status and evaluate tell how"
            + " challengers compare."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  gradstream models promote flight-delays wide --why 'better for a week'"
      })
  void promote(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(paramLabel = "NAME", description = "A challenger in the learner's spec, or main.")
          String name,
      @Mixin KafkaOptions kafka,
      @Mixin StateOption state,
      @Mixin OriginOptions origin)
      throws IOException, InterruptedException {
    if (name.length() > Promote.LONGEST_NAME) {
      throw new ParameterException(command.commandLine(), "no challenger has such a long name");
    }
    PublishedModels models = new PublishedModels(learner, kafka);
    RunningJob.require(learner, kafka.requireAnswer(), state.folder(), "Deploy it first");
    models.candidates().ifPresent(of -> of.require(learner, name));
    new OrderDesk(learner, kafka.requireAnswer(), out())
        .send(new Promote(OrderDesk.newId(), origin.now(), name));
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private static ModelBytes load(Found found, String learner, StateOption state) {
    return ModelBytes.load(found.message(), learner, state.folder().snapshots());
  }

  private Version version(String text) {
    return PublishedModels.version(text, command.commandLine());
  }
}

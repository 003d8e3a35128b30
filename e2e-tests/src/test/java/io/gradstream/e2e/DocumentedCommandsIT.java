package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.Gradstream;
import io.gradstream.local.FreePorts;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command of our pages does what the page says, page by page and in the order of their lines:
 * it ends well, it lacks just the file that its page says is to be fetched first, or it runs on and
 * is heard to be ready. A broker of this test stands for the one on {@code localhost:9092}, which
 * is also where commands go that name none, but between {@code up} and {@code down}; an {@code
 * evaluate} that has no limit gets one, and a demo shows fewer events. What cannot be run here is
 * named with the reason, and its options are there at least.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(OnCluster.MACHINE)
final class DocumentedCommandsIT {

  /** Commands that are not run, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "^\\./mvnw .*", "it is the build that runs this test, or a part of it",
          "^(nice )?\\./gradstream bench (?!sea).*", "it takes hours, and data from elsewhere",
          ".*[ |=\\[][A-Z]{3,}.*|.*\\|.*",
              "words in capitals, or between bars, are to be filled in",
          ".*http://jobmanager:.*", "it wants a cluster of the user's own");

  /** Commands that run until they are ended, and what they say when they are ready. */
  private static final Map<String, String> LIVE =
      Map.of(
          "./gradstream broker", "listening on ",
          "./gradstream deploy ", " runs",
          "./gradstream serve ", "listening on ",
          "./gradstream demo", "the learner runs");

  /** From here on commands find what they need by themselves, and deploys end. */
  private static final String UP = "./gradstream up";

  private static final String DOWN = "./gradstream down";

  private static final Pattern ABSENT =
      Pattern.compile("there is no file (\\S+)|(?:NoSuchFile|FileNotFound)Exception: (\\S+)");

  @TempDir private static Path folder;

  private final LocalRun run = LocalRun.start();
  private final LocalBroker broker = LocalBroker.start(Home.ofThisProcess(), run);
  private boolean isUp;

  static List<Documents.Part> commands() {
    List<Documents.Part> commands = Documents.commands();
    assertThat(commands).hasSizeGreaterThan(30);
    return commands;
  }

  @BeforeAll
  void makeRoom() throws IOException {
    Home home = Home.ofThisProcess();
    Files.createSymbolicLink(folder.resolve("examples"), home.folder().resolve("examples"));
    writeLauncher(home);
    broker.awaitReady();
  }

  /** One that never builds; {@code LauncherTest} and {@code DistributionIT} try the others. */
  private static void writeLauncher(Home home) throws IOException {
    Path launcher =
        Files.writeString(
            folder.resolve("gradstream"),
            """
            #!/usr/bin/env bash
            root='%s'
            engine_args=$root/network/src/main/resources/io/gradstream/network
            built=$root/cli/class-paths/command-line/target/classpath
            . "$root/cli/distribution/launch.sh"
            find_java
            launch "$(cat "$built")" "$@"
            """
                .formatted(home.folder()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterAll
  void endAll() throws IOException, InterruptedException {
    start("./gradstream down", folder.resolve("down.txt")).waitFor();
    broker.close();
    run.close();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandDoesWhatItsPageSays(Documents.Part command) throws Exception {
    if (NOT_RUN.keySet().stream().anyMatch(command.text()::matches)) {
      assertOptionsAreThere(command.text());
      return;
    }
    isUp |= command.text().equals(UP);
    boolean isLive =
        LIVE.keySet().stream().anyMatch(command.text()::startsWith)
            && !isUp
            && !command.text().matches(".* --(events|data) .*");
    if (isLive) {
      assertGetsReady(command);
    } else {
      assertEndsAsItShould(command);
    }
    isUp &= !command.text().equals(DOWN);
  }

  private String adapted(String command) {
    String adapted = command.replace("localhost:9092", broker.address());
    if (adapted.startsWith("gradstream ")) {
      adapted = "./" + adapted;
    }
    if (adapted.equals(UP)) {
      adapted +=
          " --data records-of-up --broker-port %d --flink-port %d --service-port %d"
              .formatted(FreePorts.pick(), FreePorts.pick(), FreePorts.pick());
    }
    boolean takesBroker = hasOption(adapted, "--brokers") && !adapted.contains(" --data ");
    if (!isUp && takesBroker && !adapted.contains("--brokers")) {
      adapted += " --brokers " + broker.address();
    }
    if (adapted.startsWith("./gradstream evaluate") && !adapted.contains("--limit")) {
      adapted += " --limit 2000";
    }
    if (adapted.startsWith("./gradstream demo")) {
      adapted = adapted.replaceFirst("--events \\d+", "--events 500");
    }
    if (adapted.startsWith("./gradstream broker") && !adapted.contains("--data")) {
      adapted += " --data records --port " + FreePorts.pick();
    }
    if (adapted.startsWith("./gradstream serve") && !adapted.contains("--port")) {
      adapted += " --port " + FreePorts.pick();
    }
    return adapted;
  }

  private void assertEndsAsItShould(Documents.Part command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start(adapted(command.text()), output);
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroy();
    String said = Files.readString(output);
    assertThat(ended).as("%s%n%s", command, said).isTrue();
    Matcher absent = ABSENT.matcher(said);
    if (process.exitValue() != 0 && absent.find()) {
      String file = absent.group(1) == null ? absent.group(2) : absent.group(1);
      assertThat(command.page()).as(said).isNotEqualTo("README.md");
      assertThat(command.text()).as(said).contains(file.replaceFirst("/[^/]*-ubyte.gz$", ""));
      assertThat(folder.resolve(file)).as("%s%n%s", command, said).doesNotExist();
    } else {
      assertThat(process.exitValue()).as("%s%n%s", command, said).isZero();
    }
  }

  private void assertGetsReady(Documents.Part command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = start("exec " + adapted(command.text()), output);
    String ready =
        LIVE.entrySet().stream()
            .filter(live -> command.text().startsWith(live.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    try {
      Eventually.get(() -> read(output), said -> said.contains(ready) || !process.isAlive());
      assertThat(process.isAlive()).as("%s%n%s", command, read(output)).isTrue();
    } finally {
      process.destroy(); // none that comes later needs it
      process.waitFor();
    }
  }

  private Process start(String command, Path output) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    shell.environment().remove("GRADSTREAM_JAVA_OPTS"); // as fast at learning as a user's
    shell.environment().put("XDG_DATA_HOME", folder.toString());
    shell.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    return shell.start();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertOptionsAreThere(String text) {
    for (String word : text.split("\\s+")) {
      if (word.startsWith("--") && isOurs(text)) {
        assertThat(hasOption(text, word)).as("%s of %s", word, text).isTrue();
      }
    }
  }

  private static boolean isOurs(String text) {
    return text.matches("(nice )?(\\./)?gradstream .*");
  }

  /** Of a command of ours; another has none that we would know. */
  private static boolean hasOption(String text, String option) {
    if (!isOurs(text)) {
      return false;
    }
    CommandLine command = Gradstream.commandLine();
    for (String word : text.replaceFirst("^.*?gradstream ", "").split("[\\s|]+")) {
      CommandLine next = command.getSubcommands().get(word);
      command = next == null ? command : next;
    }
    return command.getCommandSpec().findOption(option) != null;
  }
}

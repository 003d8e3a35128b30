package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes of those who deploy, serve, feed and control: each is told by its name, its cause and
 * the way out, before anything is started, and no command hangs.
 */
@ExtendWith(OnCluster.class)
final class ToldMistakesIT {

  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 1;
  private static final long PATIENCE_SECONDS = 60; // what hung before did so for minutes

  /** In a command's words: an address that answers, one that does not, and so on. */
  private enum World {
    BROKERS,
    NOBODY,
    NO_KAFKA,
    USED_PORT,
    FILE,
    FOLDER,
    SPEC,
    DATA;

    String mark() {
      return "<" + name() + ">";
    }
  }

  @TempDir private Path temporary;

  private final Cluster cluster;

  ToldMistakesIT(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param words of the command, and in it marks of the world
   * @param status exit code
   * @param told what it says, with marks too
   */
  record Mistake(String words, int status, List<String> told) {

    @Override
    public String toString() {
      return words;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(closedDoors(), learners(), folders()).flatMap(part -> part);
  }

  /** Every command that needs Kafka asks it first. */
  private static Stream<Mistake> closedDoors() {
    return Stream.of(
            "deploy <SPEC> --state <FOLDER>",
            "serve nosuch",
            "feed <SPEC> <DATA>",
            "control pause nosuch",
            "status",
            "list")
        .flatMap(
            command ->
                Stream.of(
                    told(
                        command + " --brokers localhost",
                        WRONG_USAGE,
                        "--brokers must be HOST:PORT",
                        "localhost"),
                    told(
                        command + " --brokers <NOBODY>",
                        FAILED,
                        "<NOBODY>",
                        "connection refused",
                        "address right?"),
                    told(
                        command + " --brokers no-such-host.invalid:9092",
                        FAILED,
                        "no-such-host.invalid:9092",
                        "unknown host"),
                    told(
                        command + " --brokers <NO_KAFKA>",
                        FAILED,
                        "<NO_KAFKA>",
                        "though somebody listens there")));
  }

  private static Stream<Mistake> learners() {
    return Stream.of(
        told("control pause nosuch --brokers <BROKERS>", FAILED, "no learner nosuch", "<BROKERS>"),
        told("status nosuch --brokers <BROKERS>", FAILED, "no learner nosuch", "nosuch.control"),
        told("stop nosuch --state <FOLDER>", FAILED, "nosuch does not run from", "<FOLDER>"),
        told(
            "serve nosuch --brokers <BROKERS> --port <USED_PORT>",
            FAILED,
            "port <USED_PORT>: Address already in use",
            "--port"));
  }

  private static Stream<Mistake> folders() {
    return Stream.of(
        told(
            "deploy <SPEC> --brokers <BROKERS> --state <FILE>",
            FAILED,
            "<FILE> cannot be used: it is a file",
            "--state"),
        told(
            "deploy <SPEC> --brokers <BROKERS> --state <FILE>/below",
            FAILED,
            "<FILE>/below cannot be used",
            "--state"),
        told("deploy <SPEC> --from <FOLDER>", WRONG_USAGE, "no checkpoint", "<FOLDER>"),
        told("deploy <SPEC> --from <FOLDER> --anew", WRONG_USAGE, "give one of them"),
        told("deploy <SPEC> --await-kafka 5", WRONG_USAGE, "'5' is no span of time", "30s"),
        told("deploy <SPEC> --detach --flink http://f:1", WRONG_USAGE, "--detach is of no use"));
  }

  private static Mistake told(String words, int status, String... told) {
    return new Mistake(words, status, List.of(told));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldByItsCauseAndTheWayOut(Mistake mistake) throws Exception {
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Object[] words = fill(mistake.words(), used).split(" ");
      Said said =
          CompletableFuture.supplyAsync(() -> Said.by(words))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      for (String told : mistake.told()) {
        assertThat(said.text()).contains(fill(told, used));
      }
      assertThat(said.text()).doesNotContain("\tat ", "Usage:", "listening on");
      assertThat(said.status()).isEqualTo(mistake.status());
    }
  }

  private String fill(String words, ServerSocket used) throws IOException {
    String filled = words;
    for (World part : World.values()) {
      if (filled.contains(part.mark())) {
        filled = filled.replace(part.mark(), value(part, used));
      }
    }
    return filled;
  }

  private String value(World part, ServerSocket used) throws IOException {
    return switch (part) {
      case BROKERS -> cluster.broker().address();
      case NOBODY -> "127.0.0.1:1";
      case NO_KAFKA -> "127.0.0.1:" + used.getLocalPort();
      case USED_PORT -> Integer.toString(used.getLocalPort());
      case FILE -> Files.writeString(temporary.resolve("file"), "").toString();
      case FOLDER -> Files.createDirectories(temporary.resolve("folder")).toString();
      case SPEC -> Learners.path("no-topics.yaml").toString();
      case DATA ->
          Files.writeString(temporary.resolve("data.csv"), Measurements.csv(3, 0)).toString();
    };
  }
}

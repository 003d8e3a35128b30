package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOptionsTest {

  private static final Path SNAPSHOTS = Path.of("/var/snapshots");

  @Test
  void defaultsStay() {
    assertThat(JobOptions.of(TestSpecs.TRIPS, "broker:9092", SNAPSHOTS))
        .isEqualTo(
            new JobOptions(
                TestSpecs.TRIPS,
                "broker:9092",
                SNAPSHOTS,
                OptionalInt.empty(),
                Duration.ofSeconds(5),
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                2,
                64,
                Optional.empty(),
                Optional.empty(),
                false,
                Commands.NOW,
                Map.of(),
                Optional.empty()));
  }

  @Test
  void flagsStay() {
    assertThat(Arrays.stream(JobOption.values()).map(JobOption::flag))
        .containsExactly(
            "--bundle",
            "--spec",
            "--brokers",
            "--snapshots",
            "--parallelism",
            "--checkpoint-interval",
            "--checkpoints",
            "--await-kafka",
            "--await-topics",
            "--partitions",
            "--residents",
            "--alignment",
            "--quiet-until",
            "--warm-start",
            "--commands",
            "--kafka",
            "--kafka-file");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    JobOptions options =
        new JobOptions(
            TestSpecs.TRIPS,
            "a:1,b:2",
            SNAPSHOTS,
            OptionalInt.of(4),
            Duration.ofMillis(1500),
            Optional.of("file:///checkpoints"),
            Duration.ofSeconds(7),
            Duration.ofSeconds(1),
            8,
            3,
            Optional.of(Duration.ofHours(2)),
            Optional.of(Instant.parse("2026-11-30T12:00:00.250Z")),
            true,
            Commands.ALL,
            Map.of("security.protocol", "SSL", "client.rack", "a=b"),
            Optional.of(new KafkaFile(Path.of("/etc/kafka.properties"))));

    assertThat(JobOptions.parse(options.toArguments().toArray(String[]::new))).isEqualTo(options);
    assertThat(options.withWarmStart(false)).isNotEqualTo(options);
    assertThat(options.withWarmStart(false).withWarmStart(true)).isEqualTo(options);
    assertThat(options.withAwaitKafka(Duration.ofSeconds(7))).isEqualTo(options);
    assertThat(options.withQuietUntil(Instant.EPOCH)).isNotEqualTo(options);
    assertThat(options.with(Commands.NOW).with(Commands.ALL)).isEqualTo(options);
    assertThat(options.with(Optional.empty()).kafkaFile()).isEmpty();
    assertThat(options.with(Optional.empty()).with(options.kafkaFile())).isEqualTo(options);
  }

  @Test
  void aSpecFileTakesThePlaceOfABundle(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("trips.yaml");
    Files.writeString(file, TestSpecs.TRIPS.text());

    assertThat(
            JobOptions.parse("--spec", file.toString(), "--brokers", "b:1", "--snapshots", "/s")
                .bundle()
                .text())
        .isEqualTo(TestSpecs.TRIPS.text());
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    String bundle = TestSpecs.TRIPS.encode();
    assertWrong("--brokers", "--bundle", bundle, "--snapshots", "/s");
    assertWrong("--bundle and --spec", "--brokers", "b:1", "--snapshots", "/s");
    assertWrong("--what", "--what", "1");
    assertWrong("--brokers needs a value", "--bundle", bundle, "--brokers");
    assertWrong(
        "--parallelism: must be >= 1",
        "--bundle",
        bundle,
        "--brokers",
        "b:1",
        "--snapshots",
        "/s",
        "--parallelism",
        "0");
    assertWrong(
        "--checkpoint-interval",
        "--bundle",
        bundle,
        "--brokers",
        "b:1",
        "--snapshots",
        "/s",
        "--checkpoint-interval",
        "5s");
    assertWrong(
        "--warm-start: must be true or false",
        "--bundle",
        bundle,
        "--brokers",
        "b:1",
        "--snapshots",
        "/s",
        "--warm-start",
        "yes");
    assertWrong(
        "--commands: must be now or all",
        "--bundle",
        bundle,
        "--brokers",
        "b:1",
        "--snapshots",
        "/s",
        "--commands",
        "some");
    assertWrong("KEY=VALUE", "--bundle", bundle, "--kafka", "novalue");
  }

  private static void assertWrong(String expected, String... arguments) {
    assertThatThrownBy(() -> JobOptions.parse(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}

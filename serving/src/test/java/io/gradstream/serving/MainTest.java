package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

  private final Main main = new Main();
  private final StringWriter errors = new StringWriter();
  private final CommandLine commandLine =
      new CommandLine(main).setErr(new PrintWriter(errors)).setOut(new PrintWriter(errors));

  @Test
  void theDefaultsArePinned() {
    commandLine.parseArgs("--brokers", "localhost:9092");

    assertThat(main.options())
        .isEqualTo(
            new ServingOptions(
                "localhost:9092",
                List.of(),
                "127.0.0.1",
                8080,
                Optional.empty(),
                Optional.empty(),
                268_435_456L,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true,
                new Limits(64, 1_048_576, Duration.ofSeconds(30))));
  }

  @Test
  void everyOptionIsRead() {
    commandLine.parseArgs(
        "--brokers=b1:1,b2:2",
        "--learner=flights",
        "--learner=taxis",
        "--host=0.0.0.0",
        "--port=0",
        "--grpc-port=1",
        "--snapshots=/snapshots",
        "--model-cache-bytes=1000",
        "--property=security.protocol=SSL",
        "--property=fetch.max.bytes=7",
        "--kafka-file=/kafka.properties",
        "--tls-keystore=/keys.p12",
        "--tls-keystore-password-file=/password",
        "--tokens=/tokens",
        "--learn=/flights.yaml",
        "--learn=/taxis.yaml",
        "--page=false",
        "--max-requests=3",
        "--max-body-bytes=1000",
        "--request-seconds=5");

    assertThat(main.options())
        .isEqualTo(
            new ServingOptions(
                "b1:1,b2:2",
                List.of("flights", "taxis"),
                "0.0.0.0",
                0,
                Optional.of(1),
                Optional.of(Path.of("/snapshots")),
                1000,
                Map.of("security.protocol", "SSL", "fetch.max.bytes", "7"),
                Optional.of(Path.of("/kafka.properties")),
                Optional.of(new TlsFiles(Path.of("/keys.p12"), Path.of("/password"))),
                Optional.of(Path.of("/tokens")),
                List.of(Path.of("/flights.yaml"), Path.of("/taxis.yaml")),
                false,
                new Limits(3, 1000, Duration.ofSeconds(5))));
    assertThat(ServingOptions.parse(main.options().toArguments())).isEqualTo(main.options());
  }

  @Test
  void filesAreWrittenByAbsolutePath() {
    ServingOptions options =
        ServingOptions.parse(List.of("--brokers", "b:1", "--tokens", "tokens.txt"));

    assertThat(options.toArguments())
        .containsSequence("--tokens", Path.of("tokens.txt").toAbsolutePath().toString())
        .doesNotContain("--learner", "--snapshots");
  }

  @Test
  void helpTellsEveryOptionWithItsDefault() {
    commandLine.execute("--help");

    for (ServingOption option : ServingOption.values()) {
      assertThat(errors.toString()).contains(option.flag());
    }
    assertThat(errors.toString()).containsPattern("Default:\\s+8080\\.");
  }

  @ParameterizedTest
  @CsvSource({
    "--port=8080, Missing required option: '--brokers",
    "--brokers=b, '--brokers must be HOST:PORT[,HOST:PORT...]: b'",
    "--brokers=c:99999, 'ports of --brokers must be in 1..65535: c:99999'",
    "--brokers=b:1 --property=fetch.max.bytes=x, 'Kafka consumer: Invalid value x for configuration"
        + " fetch.max.bytes'",
    "--brokers=b:1 --port=70000, '--port must be in 0..65535: 70000'",
    "--brokers=b:1 --port=x, Invalid value for option '--port'",
    "--brokers=b:1 --model-cache-bytes=0, --model-cache-bytes must be > 0: 0",
    "--brokers=b:1 --property=ssl.key.password=x, '--property ssl.key.password: a command line"
        + " shows'",
    "--brokers=b:1 --kafka-file=/there/is/none, '--kafka-file cannot be read: there is no"
        + " /there/is/none'",
    "--brokers=b:1 --tokens=/, '--tokens cannot be read: /: Is a directory'",
    "--brokers=b:1 --tokens=/there/is/none, '--tokens cannot be read: there is no /there/is/none'",
    "--brokers=b:1 --learn=/there/is/none, '--learn cannot be read: there is no"
        + " /there/is/none'",
    "--brokers=b:1 --learn=/none --host=0.0.0.0, '--learn wants --tokens: everyone who reaches"
        + " 0.0.0.0 could do it'",
    "--brokers=b:1 --tls-keystore=/k, '--tls-keystore and --tls-keystore-password-file must be'",
    "--brokers=b:1 --tls-keystore=/k --tls-keystore-password-file=/none,"
        + " '--tls-keystore-password-file cannot'",
    "--brokers=b:1 --max-requests=0, '--max-requests must be > 0: 0'",
    "--brokers=b:1 --max-body-bytes=0, '--max-body-bytes must be in 1..268435456: 0'",
    "--brokers=b:1 --max-body-bytes=104857600, '--max-body-bytes 104857600 and --max-requests 64"
        + " need a Java heap of'",
    "--brokers=b:1 --request-seconds=0, '--request-seconds must be > 0: 0'",
    "--brokers=b:1 --speed=1, Unknown option: '--speed=1'"
  })
  void aMistakeIsNamedWithoutAStackTrace(String arguments, String message) {
    int exitCode = commandLine.execute(arguments.split(" "));

    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int exitCode = commandLine.execute("--brokers=127.0.0.1:1", "--port=" + taken.getLocalPort());

      assertThat(exitCode).isEqualTo(CommandLine.ExitCode.SOFTWARE);
      assertThat(errors.toString())
          .contains("cannot listen on 127.0.0.1 port " + taken.getLocalPort())
          .contains("Address already in use; give another with --port")
          .doesNotContain("\tat ", "Usage");
    }
  }

  @Test
  void aHostThatIsNotThereIsToldSo() {
    int exitCode = commandLine.execute("--brokers=127.0.0.1:1", "--host=no-such-host.invalid");

    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(errors.toString())
        .contains("cannot listen on no-such-host.invalid port", ": there is no")
        .doesNotContain("null", "\tat ");
  }

  @Test
  void helpShowsAnExample() {
    int exitCode = commandLine.execute("--help");

    assertThat(exitCode).isZero();
    assertThat(errors.toString()).contains("Example: gradstream-serving --brokers");
  }
}

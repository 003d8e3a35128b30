package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.local.FreePorts;
import io.gradstream.local.Home;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryAccess;
import io.gradstream.local.QueryClient;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query service's own process, with a key, tokens and Kafka's secrets; no broker is needed. */
final class SecuredServingIT {

  /** In every secret. */
  private static final String MARKER = "opensesame-" + UUID.randomUUID();

  @TempDir private Path secrets;
  private List<String> options;
  private Path certificate;
  private Path token;

  @BeforeEach
  void makeSecrets() throws IOException, InterruptedException {
    Path keystore = secrets.resolve("keys.p12");
    Path password = Files.writeString(secrets.resolve("password"), MARKER);
    certificate = secrets.resolve("certificate.pem");
    token = Files.writeString(secrets.resolve("token"), MARKER + "-token\n");
    keytool(
        keystore,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=serving",
        "-ext",
        "san=ip:127.0.0.1");
    keytool(keystore, "-exportcert", "-rfc", "-file", certificate.toString());
    options =
        List.of(
            "--brokers=127.0.0.1:1", // nobody is there
            "--learner=any",
            "--port=" + FreePorts.pick(),
            "--tls-keystore=" + keystore,
            "--tls-keystore-password-file=" + password,
            "--tokens=" + write("tokens", "read " + MARKER + "-token"),
            "--kafka-file="
                + write("kafka.properties", "ssl.truststore.password=%s\n".formatted(MARKER)));
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(secrets.resolve(name), content).toString();
  }

  private void keytool(Path keystore, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("-alias", "serving", "-storetype", "PKCS12"));
    words.addAll(List.of("-keystore", keystore.toString()));
    words.addAll(List.of("-storepass:file", secrets.resolve("password").toString()));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  @Test
  void onlyWhoHasTheTokenAsksAndNoSecretIsWrittenAnywhere() throws IOException {
    QueryAccess trusting = QueryAccess.NONE.trusting(certificate);
    try (LocalRun run = LocalRun.start();
        LocalServing serving =
            LocalServing.start(
                Home.ofThisProcess(),
                run,
                ServingOptions.parse(options),
                LocalServing.DEFAULT_HEAP)) {
      serving.awaitReady();
      assertThat(serving.address()).hasScheme("https");
      assertThat(new QueryClient(serving.address(), "any", trusting).readiness()).isEqualTo(401);
      assertThat(new QueryClient(serving.address(), "any", trusting.withToken(token)).readiness())
          .isEqualTo(503); // it may ask, but there is no model yet
      assertThatThrownBy(() -> new QueryClient(serving.address(), "any").readiness())
          .isInstanceOf(UncheckedIOException.class); // the certificate is unknown

      assertThat(Eventually.get(() -> written(run), text -> text.contains("trying on")))
          .doesNotContain(MARKER); // the client was made, and has something to say
      assertThat(Files.readString(commandLine(serving)))
          .contains("--tokens")
          .doesNotContain(MARKER);
    }
  }

  private static Path commandLine(LocalServing serving) {
    return Path.of("/proc", Long.toString(serving.process().pid()), "cmdline");
  }

  /** Everything in the run's folder: its logs. */
  private static String written(LocalRun run) {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(run.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}

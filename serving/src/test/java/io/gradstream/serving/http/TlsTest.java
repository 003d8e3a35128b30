package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsTest {

  private static final String TOKEN = "reader-0123456789";

  @TempDir private static Path made;
  private static TlsFiles first;
  private static TlsFiles second;

  @TempDir private Path folder;
  private TlsFiles files;
  private Certificate certificate;

  @BeforeAll
  static void make() throws Exception {
    first = Keystores.make(made, "first.p12");
    second = Keystores.make(made, "second.p12");
  }

  @BeforeEach
  void copy() throws Exception {
    files =
        new TlsFiles(
            Files.copy(first.keystore(), folder.resolve("keys.p12")),
            Files.copy(first.passwordFile(), folder.resolve("password")));
    certificate = Keystores.certificate(files);
  }

  @Test
  void aQueryWithATokenGoesEncrypted() throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "read " + TOKEN);
    try (TestServer server =
        new TestServer(Optional.of(files), Optional.of(tokens), Limits.DEFAULT)) {
      serve(server);

      assertThat(get(server, "/v2/models/flight-delays", certificate, TOKEN).statusCode())
          .isEqualTo(200);
      HttpResponse<String> without = get(server, "/v2/models/flight-delays", certificate, "");
      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"gradstream\"");
      assertThat(get(server, "/v2/health/ready", certificate, "").statusCode()).isEqualTo(200);
      assertThat(get(server, "/no/such/path", certificate, "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whoTalksPlainHttpToItIsNotAnswered() {
    try (TestServer server = new TestServer(Optional.of(files), Optional.empty(), Limits.DEFAULT)) {
      assertThat(server.url()).isEqualTo("https://127.0.0.1:" + server.port());
      URI plain = URI.create("http://127.0.0.1:" + server.port() + "/v2/health/live");
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient()
                      .send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void noProtocolBeforeTls12IsSpoken() throws Exception {
    SslContextFactory.Server factory = new TlsKeystore(files).factory();
    factory.start();
    try {
      assertThat(factory.newSSLEngine().getEnabledProtocols())
          .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    } finally {
      factory.stop();
    }
  }

  @Test
  void aRenewedKeystoreIsTakenOverWithoutARestart() throws Exception {
    try (TestServer server = new TestServer(Optional.of(files), Optional.empty(), Limits.DEFAULT)) {
      assertThat(get(server, "/v2", certificate, "").statusCode()).isEqualTo(200);
      Path renewed = Files.copy(second.keystore(), folder.resolve("renewed"));
      Certificate next = Keystores.certificate(second);
      assertThatThrownBy(() -> get(server, "/v2", next, ""))
          .isInstanceOf(SSLHandshakeException.class);

      Files.move(renewed, files.keystore(), StandardCopyOption.ATOMIC_MOVE);

      while (!isTrusted(server, next)) {
        Thread.onSpinWait(); // until the file is looked at again
      }
      assertThatThrownBy(() -> get(server, "/v2", certificate, ""))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aKeystoreThatWentWrongChangesNothing() throws Exception {
    TlsKeystore keystore = new TlsKeystore(files);
    keystore.factory().start();
    try {
      Files.writeString(files.keystore(), "no keystore");
      keystore.refresh();
      assertThat(keystore.factory().getKeyStore().getCertificate("gradstream"))
          .isEqualTo(certificate);
      assertThat(keystore.factory().newSSLEngine()).isNotNull();

      Files.delete(files.keystore());
      keystore.refresh();
      assertThat(keystore.factory().getKeyStore().getCertificate("gradstream"))
          .isEqualTo(certificate);

      Files.copy(second.keystore(), files.keystore());
      keystore.refresh();
      assertThat(keystore.factory().getKeyStore().getCertificate("gradstream"))
          .isEqualTo(Keystores.certificate(second));
    } finally {
      keystore.factory().stop();
    }
  }

  @Test
  void whatIsWrongWithAKeystoreIsNamedWithoutThePassword() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong"), "opensesame");
    assertThatThrownBy(() -> new TlsKeystore(new TlsFiles(files.keystore(), wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--tls-keystore " + files.keystore() + " cannot be opened: ")
        .hasMessageNotContaining("opensesame");
    assertThatThrownBy(
            () -> new TlsKeystore(new TlsFiles(files.keystore(), folder.resolve("missing"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--tls-keystore-password-file cannot be read");
    assertThatThrownBy(() -> new TlsKeystore(new TlsFiles(wrong, files.passwordFile())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be opened");
  }

  private static void serve(TestServer server) {
    LearnerModels models = server.store.follow(Flights.LEARNER);
    models.put(Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
    models.caughtUp();
    server.store.caughtUp();
  }

  private static boolean isTrusted(TestServer server, Certificate trusted) throws Exception {
    try {
      return get(server, "/v2", trusted, "").statusCode() == 200;
    } catch (SSLHandshakeException e) {
      return false;
    }
  }

  /** Over a connection of its own. */
  private static HttpResponse<String> get(
      TestServer server, String path, Certificate trusted, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newBuilder()
        .sslContext(Keystores.trusting(trusted))
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }
}

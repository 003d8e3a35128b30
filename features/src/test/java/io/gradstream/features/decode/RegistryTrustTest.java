package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS, whose certificate nobody knows but a trust store. */
class RegistryTrustTest {

  private static final String PASSWORD = "opensesame";

  @TempDir private Path folder;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "registry",
        "-keyalg",
        "EC",
        "-dname",
        "CN=registry",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-rfc", "-alias", "registry", "-file", at("registry.pem"));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys()));
    server.createContext("/", TroubledRegistry.schema(TroubledRegistry.SCHEMA));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("-keystore", at("registry.p12"), "-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).describedAs(output).isZero();
  }

  private SSLContext keys() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(new File(at("registry.p12")), PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void certificatesInPemAreTrusted() {
    assertThat(
            ask(
                Map.of(
                    "schema.registry.ssl.truststore.type",
                    "PEM",
                    "schema.registry.ssl.truststore.location",
                    at("registry.pem"))))
        .isInstanceOf(SchemaRegistry.Answer.Found.class);
  }

  @Test
  void certificatesInAStoreAreTrusted() {
    assertThat(
            ask(
                Map.of(
                    "schema.registry.ssl.truststore.password",
                    PASSWORD,
                    "schema.registry.ssl.truststore.location",
                    at("registry.p12"))))
        .isInstanceOf(SchemaRegistry.Answer.Found.class);
  }

  @Test
  void nobodyElseIs() {
    assertThatThrownBy(() -> ask(Map.of()))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("unable to find valid certification path");
  }

  @Test
  void aStoreThatIsNotThereIsNamedAndNoPasswordRepeated() {
    Map<String, String> properties = new HashMap<>();
    properties.put("schema.registry.ssl.truststore.location", at("missing"));
    properties.put("schema.registry.ssl.truststore.password", PASSWORD);
    assertThatThrownBy(() -> ask(properties))
        .hasMessageContaining("its login or trust store cannot be used")
        .hasMessageContaining("missing")
        .hasMessageNotContaining(PASSWORD);
  }

  private SchemaRegistry.Answer ask(Map<String, String> properties) {
    RegistryAccess access = RegistryAccess.of(properties);
    return new HttpRegistry(
            URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
            () -> access,
            new RegistryPatience(
                Duration.ofSeconds(10),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Optional.of(Duration.ofMillis(1))),
            RegistryHost.ofThread(),
            InstantSource.system())
        .byId(1);
  }
}

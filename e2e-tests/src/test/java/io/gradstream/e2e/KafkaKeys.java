package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.BrokerAccess;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * The certificate and the users of a broker that demands TLS and a login, made anew for each run
 * with the JDK's keytool. Every secret holds {@link #MARKER}, so that a search finds any of them.
 */
final class KafkaKeys {

  static final String MARKER = "opensesame" + UUID.randomUUID();

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\"";

  private final Path folder;
  private final Path certificate;

  /**
   * @param folder where the secrets are kept, outside any run
   */
  KafkaKeys(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.certificate = folder.resolve("broker.pem");
    Files.writeString(folder.resolve("password"), MARKER);
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=broker",
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "2",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-rfc", "-alias", "broker", "-file", certificate.toString());
    store(
        "broker.properties",
        Map.of(
            "store",
            MARKER,
            "login",
            LOGIN.formatted("broker", MARKER)
                + " user_broker=\"%1$s\" user_learner=\"%1$s-learner\";".formatted(MARKER)));
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("-keystore", keyStore()));
    words.addAll(List.of("-storepass:file", folder.resolve("password").toString()));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).describedAs(output).isZero();
  }

  private String keyStore() {
    return folder.resolve("broker.p12").toString();
  }

  /** The broker's own properties hold no secret, but say where it is. */
  BrokerAccess access() {
    String secret = "${file:" + folder.resolve("broker.properties") + ":%s}";
    return new BrokerAccess(
        "SASL_SSL",
        Map.ofEntries(
            Map.entry("config.providers", "file"),
            Map.entry(
                "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN"),
            Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
            Map.entry("listener.name.sasl_ssl.plain.sasl.jaas.config", secret.formatted("login")),
            Map.entry("ssl.keystore.type", "PKCS12"),
            Map.entry("ssl.keystore.location", keyStore()),
            Map.entry("ssl.keystore.password", secret.formatted("store")),
            Map.entry("ssl.truststore.type", "PEM"),
            Map.entry("ssl.truststore.location", certificate.toString())),
        client("broker", MARKER));
  }

  /** Properties of one who may come in. */
  Path learner() throws IOException {
    return store("learner.properties", client("learner", MARKER + "-learner"));
  }

  /** Of one whose password is wrong. */
  Path stranger() throws IOException {
    return store("stranger.properties", client("learner", MARKER + "-wrong"));
  }

  /** Of one who has TLS and no login. */
  Path nameless() throws IOException {
    Map<String, String> properties = new HashMap<>(client("", ""));
    properties.put("security.protocol", "SSL");
    return store("nameless.properties", properties);
  }

  private Map<String, String> client(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN.formatted(user, password) + ";",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.toString());
  }

  private Path store(String name, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    Path file = folder.resolve(name);
    try (Writer characters = Files.newBufferedWriter(file)) {
      properties.store(characters, null);
    }
    return file;
  }
}

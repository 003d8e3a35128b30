package io.gradstream.serving.http;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's key and certificate, read again when their file changes, for instance when the
 * certificate was renewed. Connections that are open stay as they are.
 */
final class TlsKeystore {

  private static final Logger LOG = LoggerFactory.getLogger(TlsKeystore.class);

  private final TlsFiles files;
  private final WatchedFiles watched;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final RenewedKeys keys = new RenewedKeys();

  private record Opened(KeyStore keystore, String password) {}

  /**
   * @throws IllegalArgumentException when the keystore cannot be opened, or has no key
   */
  TlsKeystore(TlsFiles files) {
    this.files = files;
    watched = new WatchedFiles(List.of(files.keystore(), files.passwordFile()));
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setRenegotiationAllowed(false);
    Opened opened = open(files);
    use(factory, opened);
    keys.use(keyManager(opened));
  }

  /** Always those of the last keystore that could be opened. */
  X509ExtendedKeyManager keys() {
    return keys;
  }

  private static X509ExtendedKeyManager keyManager(Opened opened) {
    try {
      KeyManagerFactory of = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      of.init(opened.keystore(), opened.password().toCharArray());
      return (X509ExtendedKeyManager) of.getKeyManagers()[0]; // as the JDK's factories make them
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("--tls-keystore cannot be used: " + e.getMessage(), e);
    }
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /** A keystore that went wrong changes nothing. */
  void refresh() {
    watched.refresh(
        () -> {
          Opened opened = open(files);
          factory.reload(one -> use(one, opened));
          keys.use(keyManager(opened));
          LOG.info("took over the keystore {}", files.keystore());
        },
        why -> LOG.error("{}; the keystore of before stays until it can be opened", why));
  }

  private static void use(SslContextFactory factory, Opened opened) {
    factory.setKeyStore(opened.keystore());
    factory.setKeyStorePassword(opened.password());
  }

  private static Opened open(TlsFiles files) {
    String password = password(files.passwordFile());
    try {
      KeyStore opened = KeyStore.getInstance(files.keystore().toFile(), password.toCharArray());
      requireKey(opened, password);
      return new Opened(opened, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "--tls-keystore %s cannot be opened: %s".formatted(files.keystore(), IoFailure.reason(e)),
          e);
    }
  }

  private static void requireKey(KeyStore keystore, String password)
      throws GeneralSecurityException {
    for (String alias : Collections.list(keystore.aliases())) {
      if (keystore.isKeyEntry(alias) && keystore.getKey(alias, password.toCharArray()) != null) {
        return;
      }
    }
    throw new GeneralSecurityException("there is no private key with a certificate in it");
  }

  private static String password(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--tls-keystore-password-file cannot be read: " + IoFailure.reason(file, e), e);
    }
  }
}

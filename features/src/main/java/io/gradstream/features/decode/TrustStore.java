package io.gradstream.features.decode;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A file of the certificates that a registry is trusted by.
 *
 * @param isPem certificates one behind the other in PEM; otherwise PKCS12 or JKS
 * @param password absent: the store is read without
 */
record TrustStore(Path location, boolean isPem, Optional<String> password) {

  static final String LOCATION = "ssl.truststore.location";
  static final String PASSWORD = "ssl.truststore.password";
  static final String TYPE = "ssl.truststore.type";

  static Optional<TrustStore> of(Map<String, String> properties) {
    return Optional.ofNullable(properties.get(LOCATION))
        .map(
            location ->
                new TrustStore(
                    Path.of(location),
                    "PEM".equals(properties.get(TYPE)),
                    Optional.ofNullable(properties.get(PASSWORD))));
  }

  SSLContext context() throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    if (!isPem) {
      File file = location.toFile();
      return KeyStore.getInstance(file, password.map(String::toCharArray).orElse(null));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(location)))) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }

  /** Where it is, without the password. */
  @Override
  public String toString() {
    return location.toString();
  }
}

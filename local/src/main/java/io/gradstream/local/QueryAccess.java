package io.gradstream.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a client shows a query service, and how it knows the service. Says nothing of the token. */
public final class QueryAccess {

  /** What a service that is open to everyone asks for. */
  public static final QueryAccess NONE = new QueryAccess(Optional.empty(), Optional.empty());

  private final Optional<String> token;
  private final Optional<SSLContext> trust;

  private QueryAccess(Optional<String> token, Optional<SSLContext> trust) {
    this.token = token;
    this.trust = trust;
  }

  /** This, with the token that is the first line of a file. */
  public QueryAccess withToken(Path file) throws IOException {
    String line =
        Files.readAllLines(file).stream()
            .findFirst()
            .map(String::strip)
            .orElseThrow(() -> new IOException("there is no token in " + file));
    return new QueryAccess(Optional.of(line), trust);
  }

  /**
   * This, trusting services whose certificate is signed by these and no others.
   *
   * @param certificates in PEM or DER
   */
  public QueryAccess trusting(Path certificates) throws IOException {
    try (InputStream bytes = Files.newInputStream(certificates)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
        trusted.setCertificateEntry("trusted-" + trusted.size(), one);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return new QueryAccess(token, Optional.of(context));
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificates that could be trusted: " + certificates, e);
    }
  }

  void prepare(HttpClient.Builder client) {
    trust.ifPresent(client::sslContext);
  }

  void prepare(HttpRequest.Builder request) {
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
  }
}

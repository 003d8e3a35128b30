package io.gradstream.serving.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates of this run, by the JDK's keytool; none is kept with the sources. */
public final class Keystores {

  static final String PASSWORD = "correct horse";

  private static final String ALIAS = "gradstream";

  private Keystores() {}

  /** A new key with a certificate of its own for 127.0.0.1, in a file of that name. */
  public static TlsFiles make(Path folder, String name) throws IOException, InterruptedException {
    Path keystore = folder.resolve(name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    return new TlsFiles(keystore, Files.writeString(folder.resolve("password"), PASSWORD + "\n"));
  }

  public static Certificate certificate(TlsFiles files)
      throws IOException, GeneralSecurityException {
    try (InputStream bytes = Files.newInputStream(files.keystore())) {
      KeyStore keystore = KeyStore.getInstance("PKCS12");
      keystore.load(bytes, PASSWORD.toCharArray());
      return keystore.getCertificate(ALIAS);
    }
  }

  /** A client's context that trusts this certificate and no other. */
  static SSLContext trusting(Certificate certificate) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}

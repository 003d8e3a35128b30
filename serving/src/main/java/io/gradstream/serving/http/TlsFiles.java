package io.gradstream.serving.http;

import java.nio.file.Path;

/**
 * What the service proves with who it is.
 *
 * @param keystore PKCS12, or any kind that the JDK tells by itself
 * @param passwordFile a file whose first line is the password of the keystore and of its key
 */
public record TlsFiles(Path keystore, Path passwordFile) {}

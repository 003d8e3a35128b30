package io.gradstream.serving.http;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of {@link Tokens}, read again when it changes. Thread safe. */
final class TokenFile {

  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  private final Path path;
  private final WatchedFiles file;
  private volatile Tokens tokens;

  /**
   * @throws IllegalArgumentException when it cannot be read, or a line is wrong
   */
  TokenFile(Path path) {
    this.path = path;
    file = new WatchedFiles(List.of(path));
    tokens = read(path);
  }

  Tokens tokens() {
    return tokens;
  }

  /** A file that went wrong changes nothing: those who could go on can still. */
  void refresh() {
    file.refresh(
        () -> {
          tokens = read(path);
          LOG.info("{} tokens from now on, of {}", tokens.size(), path);
        },
        why -> LOG.error("{}; the tokens of before stay until it can be read", why));
  }

  private static Tokens read(Path path) {
    try {
      return Tokens.read(Files.readAllLines(path));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("--tokens " + path + ": it is no text in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--tokens cannot be read: " + IoFailure.reason(path, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--tokens " + path + ": " + e.getMessage(), e);
    }
  }
}

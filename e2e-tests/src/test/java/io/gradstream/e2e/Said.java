package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.Gradstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * What a {@code gradstream} command said that was run in this process.
 *
 * @param status its exit code
 * @param text both streams
 */
record Said(int status, String text) {

  /** Runs a command. */
  static Said by(Object... words) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    int status =
        Gradstream.commandLine()
            .setOut(out)
            .setErr(out)
            .execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
    return new Said(status, text.toString());
  }

  /** The same of a command that has to end well. */
  Said well() {
    assertThat(status).as(text).isZero();
    return this;
  }

  /** The text as one object. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(well().text());
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}

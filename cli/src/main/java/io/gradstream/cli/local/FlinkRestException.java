package io.gradstream.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink refused a request; the message is that of the innermost cause it named. */
public final class FlinkRestException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final Pattern CAUSE = Pattern.compile("Caused by: (?:[\\w.$]+: )?([^\\n]*)");

  FlinkRestException(int status, JsonNode errors) {
    super("Flink answered " + status + ": " + innermost(errors));
  }

  /** Flink sends a whole stack trace as one text. */
  private static String innermost(JsonNode errors) {
    String text = errors.isEmpty() ? errors.toString() : errors.get(errors.size() - 1).asText();
    Matcher causes = CAUSE.matcher(text);
    String last = null;
    while (causes.find()) {
      last = causes.group(1);
    }
    return last != null ? last : text;
  }
}

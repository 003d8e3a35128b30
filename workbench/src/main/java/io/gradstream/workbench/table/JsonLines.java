package io.gradstream.workbench.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.workbench.table.DataText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** JSON objects in lines: known by their first brace, or by the file's name. */
public final class JsonLines {

  private static final Pattern NAME = Pattern.compile(".*\\.(jsonl|ndjson|jsonlines)(\\.gz)?");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as decoders of records do
          .build();

  private JsonLines() {}

  /**
   * Whether a file holds such, before any line was read.
   *
   * @throws DataFileException when it holds JSON in another form
   */
  public static boolean are(InputFile file, DataText text) {
    boolean isArray = text.first() == '[' && text.head().matches("(?s)\\s*\\[\\s*[\\[{].*");
    if (isArray) {
      throw new DataFileException(
          "%s is one array of JSON. Write each object in a line of its own, for instance: jq -c '.[]' %1$s > rows.jsonl"
              .formatted(file));
    }
    if (text.first() == '{') {
      requireWhole(file, text.head());
      requireNoForm(file, "JSON objects");
      return true;
    }
    return NAME.matcher(file.name()).matches();
  }

  private static void requireWhole(InputFile file, String head) {
    String first = Blanks.strip(head).lines().findFirst().orElse("");
    boolean goesOn = first.length() < DataText.HEAD - 1 && !Blanks.strip(first).endsWith("}");
    if (goesOn && head.strip().lines().count() > 1) {
      throw new DataFileException(
          "%s has an object of JSON over several lines. Write each in one line, for instance: jq -c . %1$s > rows.jsonl"
              .formatted(file));
    }
  }

  /**
   * Refuses what is said of the form of a table.
   *
   * @param what it holds instead
   */
  static void requireNoForm(InputFile file, String what) {
    FileForm form = file.form();
    if (!form.header().isEmpty() || form.separator().isPresent() || form.decimal().isPresent()) {
      throw new DataFileException(
          "%s holds %s, which name their fields: leave --header, --separator and --decimal away"
              .formatted(file, what));
    }
  }

  /** The first objects; lines that hold none are passed over. */
  public static List<JsonNode> first(DataText text, long most) {
    List<JsonNode> objects = new ArrayList<>();
    Line line = text.next();
    while (line != null && objects.size() < most) {
      JsonNode object = object(line);
      if (object != null && object.isObject()) {
        objects.add(object);
      }
      line = objects.size() < most ? text.next() : null;
    }
    return objects;
  }

  private static JsonNode object(Line line) {
    try {
      return line.problem().isEmpty() ? JSON.readTree(line.text()) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}

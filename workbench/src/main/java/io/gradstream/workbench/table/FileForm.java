package io.gradstream.workbench.table;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a data file that it does not say itself; the rest is found by its content.
 *
 * @param encoding of its text; UTF-8 where nothing is said
 * @param separator between the cells of CSV
 * @param decimal a point or a comma, in numbers
 * @param header names of the columns of a file that has no line for them; empty: it has one
 */
public record FileForm(
    Optional<Charset> encoding,
    Optional<Character> separator,
    Optional<Character> decimal,
    List<String> header) {

  /** Nothing is said. */
  public static final FileForm AS_FOUND =
      new FileForm(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public FileForm {
    header = List.copyOf(header);
  }

  /** The options that say it on a command line, or empty text. */
  public String options() {
    List<String> options = new ArrayList<>();
    if (!header.isEmpty()) {
      options.add("--header '%s'".formatted(ListText.write(header)));
    }
    separator.ifPresent(of -> options.add("--separator '%s'".formatted(of == '\t' ? "tab" : of)));
    decimal.ifPresent(of -> options.add("--decimal '%s'".formatted(of)));
    encoding.ifPresent(of -> options.add("--encoding " + of.name()));
    return String.join(" ", options);
  }
}

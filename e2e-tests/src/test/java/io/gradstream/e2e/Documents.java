package io.gradstream.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pages for users tell them to write and to run, found by its form. */
final class Documents {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INDENTED =
      Pattern.compile("^ {4}((?:\\./|java |gradstream ).*)$", Pattern.MULTILINE);

  private Documents() {}

  /**
   * A part of a page.
   *
   * @param page from the root on
   */
  record Part(String page, int line, String text) {

    @Override
    public String toString() {
      return page + ":" + line + ": " + text;
    }
  }

  /** Whole YAML blocks. */
  static List<Part> yaml() {
    return pages().stream().flatMap(page -> blocks(page, "yaml")).toList();
  }

  /** Statements of SQL, in the order of their pages. */
  static List<Part> sql() {
    return pages().stream()
        .flatMap(page -> blocks(page, "sql"))
        .flatMap(Documents::statements)
        .toList();
  }

  /** Without what is said of them; no text of ours holds a semicolon. */
  private static Stream<Part> statements(Part block) {
    return Stream.of(block.text().replaceAll("--.*", "").split(";"))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> new Part(block.page(), block.line(), text));
  }

  /** Lines for a shell: those of sh blocks, and indented ones that begin as our commands do. */
  static List<Part> commands() {
    List<Part> commands = new ArrayList<>();
    for (Path page : pages()) {
      blocks(page, "sh").forEach(block -> commands.addAll(lines(block)));
      String text = read(page);
      Matcher indented = INDENTED.matcher(text);
      while (indented.find()) {
        commands.addAll(lines(part(page, text, indented.start(1), indented.group(1))));
      }
    }
    return commands;
  }

  /** README first, then as their names go. */
  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    pages.add(ROOT.resolve("CONTRIBUTING.md"));
    for (String folder : List.of("docs", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  private static Stream<Part> blocks(Path page, String language) {
    String text = read(page);
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> part(page, text, block.start(2), block.group(2)));
  }

  private static List<Part> lines(Part block) {
    List<Part> lines = new ArrayList<>();
    int line = block.line();
    for (String text : block.text().split("\n")) {
      String command = text.replaceFirst("\\s+# .*", "").strip();
      if (!command.isEmpty() && !command.startsWith("#")) {
        lines.add(new Part(block.page(), line, command));
      }
      line++;
    }
    return lines;
  }

  private static Part part(Path page, String text, int at, String part) {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    return new Part(ROOT.relativize(page).toString(), line, part);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

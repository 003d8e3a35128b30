package io.gradstream.cli.data;

import io.gradstream.workbench.table.FileForm;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.ListText;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What is said of a data file that it does not say itself: the same for all that read one. */
public final class FormOptions {

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--header",
      paramLabel = "NAMES",
      description = "Names of the columns, between commas, of a file that has no line for them.")
  private String header;

  @Option(
      names = "--separator",
      paramLabel = "SIGN",
      description = "What stands between cells: a sign, 'tab' or 'blank' (default: found).")
  private String separator;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      description = "The decimal sign of numbers, '.' or ',' (default: found by column).")
  private String decimal;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of the file's text, as windows-1252 (default: utf-8).")
  private String encoding;

  /** A file, {@code -} for standard input, of the form that is said. */
  public InputFile file(Path path) {
    return new InputFile(path, form());
  }

  /** Those that are given, as someone would give them again; else empty text. */
  public String given() {
    return form().options();
  }

  private FileForm form() {
    return new FileForm(
        Optional.ofNullable(encoding).map(this::charset),
        Optional.ofNullable(separator).map(this::separator),
        Optional.ofNullable(decimal).map(this::decimal),
        Optional.ofNullable(header).map(ListText::read).orElse(List.of()));
  }

  private Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw wrong(
          "--encoding must be known, as utf-8, windows-1252, iso-8859-1 or utf-16: " + name);
    }
  }

  private char separator(String sign) {
    return switch (sign) {
      case "tab", "\\t" -> '\t';
      case "blank", "space", " " -> ' ';
      default -> {
        if (sign.length() != 1 || "\"\n\r".contains(sign)) {
          throw wrong("--separator must be one sign, 'tab' or 'blank': " + sign);
        }
        yield sign.charAt(0);
      }
    };
  }

  private char decimal(String sign) {
    if (!sign.equals(".") && !sign.equals(",")) {
      throw wrong("--decimal must be '.' or ',': " + sign);
    }
    return sign.charAt(0);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}

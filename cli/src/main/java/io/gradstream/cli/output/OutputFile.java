package io.gradstream.cli.output;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file that a command writes when its work is done. It is looked at before the work begins, while
 * the command line is read: finished work is not lost for want of a place. The type of every option
 * that names one.
 *
 * @param path as the user wrote it
 */
public record OutputFile(Path path) {

  /** What makes it of the words of a command line; refuses a place that cannot be written. */
  public static final ITypeConverter<OutputFile> CONVERTER = OutputFile::of;

  private static OutputFile of(String name) {
    Path file = Path.of(name);
    String problem = problem(file);
    if (!problem.isEmpty()) {
      throw new TypeConversionException(problem);
    }
    return new OutputFile(file);
  }

  private static String problem(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file) || file.toString().isEmpty()) {
      return "%s is a folder: name a file in it".formatted(file.toAbsolutePath());
    }
    if (!Files.exists(folder)) {
      return "there is no folder %s. Make it, or name a file in another one".formatted(folder);
    }
    if (!Files.isDirectory(folder)) {
      return "%s is no folder. Name a file in one".formatted(folder);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      return "%s may not be written. Name a file elsewhere, or change who may write it"
          .formatted(file.toAbsolutePath());
    }
    return "";
  }

  /**
   * Writes the whole file, in place of one that is there once all is written.
   *
   * @throws UncheckedIOException with the path, when there is no room or the place has gone
   */
  public void write(byte[] bytes) {
    try {
      writeTo(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(path, IoFailure.reason(e)), e);
    }
  }

  private static void writeTo(Path file, byte[] bytes) throws IOException {
    boolean isFile = Files.notExists(file) || Files.isRegularFile(file);
    if (!isFile || !Files.isWritable(file.getParent())) {
      Files.write(file, bytes); // a device or a pipe, or the one file of the folder that may be
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}

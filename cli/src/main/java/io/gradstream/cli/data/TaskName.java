package io.gradstream.cli.data;

import io.gradstream.workbench.infer.Wanted.Task;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a target is, by its name on a command line. */
final class TaskName implements ITypeConverter<Task> {

  @Override
  public Task convert(String name) {
    return Arrays.stream(Task.values())
        .filter(task -> task.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("must be classes, number or binary: " + name));
  }
}

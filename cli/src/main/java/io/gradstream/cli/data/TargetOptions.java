package io.gradstream.cli.data;

import io.gradstream.workbench.infer.Wanted;
import io.gradstream.workbench.infer.Wanted.Task;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is to be predicted, and from what not. */
public final class TargetOptions {

  @Option(
      names = "--target",
      paramLabel = "FIELD",
      description = {
        "What is predicted, a field or a comparison as 'delay > 15'.",
        "Two values make a binary target, few texts classes, numbers a regression.",
        "A name with < > = or ! in it stands in quotes, where it is compared: \"'a=b' > 15\"."
      })
  private String target;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      converter = TaskName.class,
      description = "What the target is, where its values do not tell: classes, number or binary.")
  private Task task;

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      description = {
        "Fields that tell the label, and are not to be learned from: several between commas, or"
            + " several times. A name with a comma may be given alone."
      })
  private List<String> ignored = List.of();

  public boolean hasTarget() {
    return target != null;
  }

  public boolean areGiven() {
    return target != null || task != null || !ignored.isEmpty();
  }

  public Wanted wanted() {
    return new Wanted(target == null ? "" : target, Optional.ofNullable(task), ignored);
  }
}

package io.gradstream.learning.change;

import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has changed from one spec of a learner to the next, and what a learner's state is worth
 * after it.
 */
public final class SpecChange {

  /** What the new spec can go on with, from the most to the least. */
  public enum Kept {
    /** All state, as it lies there. */
    STATE,
    /** Every model as a whole, in another form. */
    MODEL,
    /** What fits of a model; the rest is as new. */
    WHAT_FITS,
    /** Nothing: it would be another learner. */
    NOTHING
  }

  private static final int SHOWN = 8; // differences in a message

  private final LearnerSpec before;
  private final LearnerSpec now;
  private final Set<SpecPart> changed = EnumSet.noneOf(SpecPart.class);

  private SpecChange(LearnerSpec before, LearnerSpec now) {
    this.before = before;
    this.now = now;
    Arrays.stream(SpecPart.values())
        .filter(part -> part.differs(before, now))
        .forEach(changed::add);
  }

  public static SpecChange between(LearnerSpec before, LearnerSpec now) {
    return new SpecChange(before, now);
  }

  /** The least that any change leaves. */
  public Kept kept() {
    return changed.stream()
        .map(part -> part.kept(before, now))
        .max(Kept::compareTo)
        .orElse(Kept.STATE);
  }

  /**
   * Whether a learner that has learned nothing yet may go on so: it is still the same one, and
   * reads the same topics.
   */
  public boolean isOpenToABeginner() {
    return !changed.contains(SpecPart.NAME)
        && !changed.contains(SpecPart.TOPIC)
        && labelTopic(before).equals(labelTopic(now));
  }

  private static String labelTopic(LearnerSpec spec) {
    return spec.labels() instanceof LabelsSpec.OwnTopic own ? own.topic() : "";
  }

  /** Whether events that wait are those of the new spec, once they are in its schema. */
  public boolean keepsEvents() {
    return Stream.of(SpecPart.NAME, SpecPart.TOPIC, SpecPart.TIME, SpecPart.ID, SpecPart.ORDER)
        .noneMatch(changed::contains);
  }

  /** Whether labels that wait say what the new spec's say, and of the same events. */
  public boolean keepsLabels() {
    return keepsEvents()
        && !changed.contains(SpecPart.LABELS)
        && !changed.contains(SpecPart.TARGET);
  }

  /** Whether examples that wait are those of the new spec, and of its models. */
  public boolean keepsExamples() {
    return keepsLabels() && !changed.contains(SpecPart.KEY);
  }

  /** Whether the same events may now come to other models, versions or scores. */
  public boolean changesLearning() {
    return !changed.isEmpty();
  }

  /** Of who learns beside, too: one of them may answer. */
  public boolean changesLearningRate() {
    return changed.contains(SpecPart.RATE)
        || now.challengers().stream().anyMatch(this::hasAnotherRate);
  }

  private boolean hasAnotherRate(Challenger challenger) {
    return before
        .challenger(challenger.name())
        .filter(was -> rate(was) != rate(challenger))
        .isPresent();
  }

  private static float rate(Challenger challenger) {
    return challenger.learn().training().optimizer().learningRate();
  }

  /**
   * What stands in the way of keeping the models, in the spec's own words, for instance {@code
   * network[0].dense was 64 and is 128}.
   */
  public String obstacles() {
    Set<String> lines = new LinkedHashSet<>();
    SpecComparison comparison = new SpecComparison(before.source(), now.source());
    for (SpecPart part : changed) {
      if (part.kept(before, now).compareTo(Kept.MODEL) > 0) {
        List<String> found = comparison.below(part.paths());
        lines.addAll(found.isEmpty() ? List.of(part.paths().get(0) + " means another") : found);
      }
    }
    List<String> shown = new ArrayList<>(lines);
    if (shown.size() > SHOWN) {
      int more = shown.size() - SHOWN;
      shown = new ArrayList<>(shown.subList(0, SHOWN));
      shown.add(more + " more");
    }
    return String.join("; ", shown);
  }
}

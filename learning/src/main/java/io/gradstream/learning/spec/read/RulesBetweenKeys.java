package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.keys.TargetReader.DeclaredTarget;
import io.gradstream.learning.spec.keys.TopicKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must hold between the keys of a spec, each valid in itself. */
public final class RulesBetweenKeys {

  /** Of one model: 256 MiB of weights, and twice that again with the moments of Adam. */
  static final long MOST_WEIGHTS = 1L << 26;

  private static final List<String> OF_A_LABEL_TOPIC =
      List.of(
          "format", "envelope", "schema", "registry", "id", "time", "unit", "settle", "otherwise");
  private static final int SHARED_ROWS = 2; // of a category table: unknown, missing

  private final Section spec;
  private final Section events;
  private final Section labels;
  private final Findings findings;

  RulesBetweenKeys(Section spec, Findings findings) {
    this.spec = spec;
    this.events = spec.section("events");
    this.labels = spec.section("labels");
    this.findings = findings;
  }

  void check(Optional<DeclaredTarget> target, List<FeatureSpec> features) {
    topicIsNotOurOwn(events);
    topicIsNotOurOwn(labels);
    if (target.map(DeclaredTarget::rule).filter(TargetRule::isInEveryEvent).isPresent()) {
      noLabelIsNeeded();
      featuresFit(target.get().spec(), features);
    } else if (labels.isWritten("topic")) {
      labelsJoin();
    } else {
      labelsAreInTheEvent();
      target.ifPresent(known -> labelIsNoInput(known, features));
    }
    new SeriesRules(spec, findings).check(target, features);
    target.ifPresent(this::labelsAgreeWithTarget);
    target.ifPresent(known -> new DriftRules(spec, findings).check(known.spec()));
  }

  private void noLabelIsNeeded() {
    for (String key : List.of("topic", "field")) {
      if (labels.isWritten(key)) {
        findings.add(
            labels.at(key),
            "must be absent when the target needs no label",
            labels.text(key).orElse("?"),
            "Remove it, or choose another target.");
      }
    }
  }

  private void featuresFit(Target target, List<FeatureSpec> features) {
    switch (target.featureRule()) {
      case ANY -> {}
      case ONE_TEXT -> isOneText(features);
      case DENSE -> areDense(features);
    }
  }

  private void isOneText(List<FeatureSpec> features) {
    if (features.size() != 1 || !(features.get(0) instanceof FeatureSpec.Tokens)) {
      int written = spec.items("features").size();
      findings.add(
          spec.at("features"),
          "must be tokens, of one field, for nextToken",
          written == 1 ? "one that is not" : written + " features",
          "Write [{field: FIELD, as: tokens}].");
    }
  }

  private void areDense(List<FeatureSpec> features) {
    for (FeatureSpec feature : features) {
      if (!feature.isOfNumbers()) {
        findings.add(
            spec.at("features"),
            "must be numbers, booleans or times for a target that is the event itself",
            feature.field(),
            "Remove it, or choose another target.");
      }
    }
  }

  private void topicIsNotOurOwn(Section topic) {
    Optional<String> name = topic.text("topic");
    Optional<String> learner = spec.text("learner");
    if (name.isEmpty() || learner.isEmpty()) {
      return;
    }
    Topics own = Topics.of(learner.get());
    List<String> names = own.all();
    if (names.contains(name.get())) {
      findings.add(
          topic.at("topic"),
          "must not be a topic that the learner writes or is controlled by",
          name.get(),
          "Read another topic, or rename the learner.");
    }
  }

  private void labelsJoin() {
    require(events, "id");
    require(labels, "id");
    if (labels.text("topic").isPresent() && labels.text("topic").equals(events.text("topic"))) {
      findings.add(
          labels.at("topic"),
          "must differ from events.topic",
          labels.text("topic").get(),
          "Remove it when the label is a field of the event.");
    }
    if (events.valid(TopicKeys.ORDER).filter(Order.ARRIVAL::equals).isPresent()) {
      findings.add(
          events.at(TopicKeys.ORDER),
          "must be time when labels have a topic of their own",
          "arrival",
          "Write order: time.");
    }
  }

  private void require(Section topic, String key) {
    if (!topic.isWritten(key)) {
      findings.add(
          topic.at(key),
          "must be given when labels have a topic of their own",
          "absent",
          "Name the field that holds the event's id.");
    }
  }

  private void labelsAreInTheEvent() {
    for (String key : OF_A_LABEL_TOPIC) {
      if (labels.isWritten(key)) {
        findings.add(
            labels.at(key),
            "must be given with labels.topic only",
            labels.text(key).orElse("?"),
            "Remove it, or name the labels' topic.");
      }
    }
  }

  /** A network that sees its own label learns nothing else; the next event's is another. */
  private void labelIsNoInput(DeclaredTarget target, List<FeatureSpec> features) {
    String label = target.rule().field();
    refuseLabel(spec, "key", label);
    if (new SeriesRules(spec, findings).isOfNext()) {
      refuseLabel(labels, "by", label);
      return;
    }
    for (Checked feature : spec.items("features")) {
      refuseLabel((Section) feature.value(), "field", label);
    }
    for (FeatureSpec feature : features) {
      if (!feature.field().equals(label) && feature.reads().contains(label)) {
        findings.add(
            spec.at("features"),
            "must not read the label's field",
            "%s, in the window of %s".formatted(label, feature.field()),
            "An event has no label yet when it is predicted. Take it out, or write labels: {of: next} where the next event tells the label.");
      }
    }
  }

  private void refuseLabel(Section section, String key, String label) {
    if (section.text(key).filter(label::equals).isPresent()) {
      findings.add(
          section.at(key),
          "must not be the label's field",
          label,
          "An event has no label yet when it is predicted. Use another field.");
    }
  }

  private void labelsAgreeWithTarget(DeclaredTarget target) {
    Optional<String> field = labels.text("field");
    if (field.isPresent() && !field.get().equals(target.rule().field())) {
      findings.add(
          labels.at("field"),
          "must be the field that target names",
          field.get() + ", and target names " + target.rule().field(),
          "Remove labels.field; target is enough.");
    }
    settleEndsWithinTheWait();
    boolean negative =
        labels.valid(TopicKeys.OTHERWISE).filter(Otherwise.NEGATIVE::equals).isPresent();
    if (negative && !target.spec().hasNegative()) {
      findings.add(
          labels.at(TopicKeys.OTHERWISE),
          "must be drop unless the target is binary",
          "negative",
          "Write otherwise: drop.");
    }
  }

  private void settleEndsWithinTheWait() {
    Optional<Duration> settle = labels.valid(TopicKeys.SETTLE);
    Optional<Duration> wait = labels.valid(TopicKeys.WAIT);
    if (settle.isPresent() && wait.isPresent() && settle.get().compareTo(wait.get()) > 0) {
      findings.add(
          labels.at(TopicKeys.SETTLE),
          "must not be longer than labels.wait",
          "%d s, and labels.wait is %d s"
              .formatted(settle.get().toSeconds(), wait.get().toSeconds()),
          "Shorten it, or wait longer for labels.");
    }
  }

  /**
   * @param features with the capacity they come to
   * @throws InvalidSpecException when they are
   */
  void tablesAreNotTooLarge(List<FeatureSpec> features) {
    long tables = 0;
    for (FeatureSpec feature : features) {
      if (feature instanceof FeatureSpec.Category category) {
        tables += (long) (category.capacity() + SHARED_ROWS) * category.embed();
      }
    }
    if (tables > MOST_WEIGHTS) {
      throw findings.stop(
          spec.at("features"),
          "must need at most " + MOST_WEIGHTS + " weights",
          "" + tables,
          "Lower capacity, limits.categories or embed.");
    }
  }
}

package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.NextLabel;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.keys.SettingsKeys;
import io.gradstream.learning.spec.keys.TargetKeys;
import io.gradstream.learning.spec.keys.TargetReader.DeclaredTarget;
import io.gradstream.learning.spec.keys.TopicKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What must hold where events follow one another: of windows, and of labels that the next tells.
 */
final class SeriesRules {

  /** Values of events that wait for their labels, at most. */
  private static final long MOST_VALUES = 1 << 22;

  private final Section spec;
  private final Section labels;
  private final Findings findings;

  SeriesRules(Section spec, Findings findings) {
    this.spec = spec;
    labels = spec.section("labels");
    this.findings = findings;
  }

  /** Whether the next event tells the label. */
  boolean isOfNext() {
    return labels.valid(TopicKeys.NEXT).orElse(false);
  }

  /** Notes which field names the entity. */
  void use(FieldUses uses) {
    TopicKeys.BY
        .find(labels)
        .flatMap(by -> by)
        .filter(by -> isOfNext())
        .ifPresent(by -> uses.add(by, Use.CATEGORY, false, labels.at(TopicKeys.BY)));
  }

  void check(Optional<DeclaredTarget> target, List<FeatureSpec> features) {
    if (isOfNext()) {
      labelIsInTheEvent(target);
      horizon().ifPresent(this::check);
    } else {
      isOfNextOnly(TopicKeys.BY, labels.text("by"));
      isOfNextOnly(TopicKeys.HORIZON, horizon().map(SeriesRules::shown));
    }
    alarms().ifPresent(this::checkAlarms);
    boolean hasWindow = features.stream().anyMatch(FeatureSpec.Window.class::isInstance);
    if (hasWindow && labels.isWritten("topic")) {
      findings.add(
          labels.at("topic"),
          "must be absent where a feature is a window",
          labels.text("topic").orElse("?"),
          "An event enters windows when it is learned: write labels: {of: next} where the next event tells the label, or put it into the event.");
    }
  }

  private void isOfNextOnly(Key<?> key, Optional<String> written) {
    written.ifPresent(
        value ->
            findings.add(
                labels.at(key),
                "must be given with of: next only",
                value,
                "Remove it, or write of: next."));
  }

  Optional<Duration> horizon() {
    return labels.valid(TopicKeys.HORIZON).flatMap(of -> of);
  }

  private static String shown(Duration span) {
    return span.toSeconds() + " s";
  }

  private void check(Duration horizon) {
    if (!spec.section("events").isWritten("time")) {
      findings.add(
          labels.at(TopicKeys.HORIZON),
          "must go with events.time, by which an event is so much later",
          shown(horizon),
          "Write events.time: the field of the event's time.");
    }
    labels
        .valid(TopicKeys.WAIT)
        .filter(wait -> wait.compareTo(horizon) <= 0)
        .ifPresent(
            wait ->
                findings.add(
                    labels.at(TopicKeys.HORIZON),
                    "must be less than labels.wait",
                    shown(horizon) + ", and labels.wait is " + shown(wait),
                    "Write a wait that is longer by as much as a label may be late."));
  }

  private void labelIsInTheEvent(Optional<DeclaredTarget> target) {
    boolean isItself =
        target.map(DeclaredTarget::rule).filter(TargetRule::isInEveryEvent).isPresent();
    if (labels.isWritten("topic") || isItself) {
      findings.add(
          labels.at(TopicKeys.NEXT),
          isItself
              ? "must be this when the target needs no label"
              : "must be this when labels have a topic of their own",
          "next",
          isItself ? "Remove it, or choose another target." : "Remove it, or labels.topic.");
    }
  }

  /** The same, with how events follow one another, and which are alarms. */
  LearnSpec of(LearnSpec declared, EventSchema events) {
    return declared.labelledBy(next(events)).alarming(alarms());
  }

  private Optional<Double> alarms() {
    return TargetKeys.ALARMS.find(spec.section("target")).flatMap(rate -> rate);
  }

  /** How wrong a forecast was must be known when the event comes that tells it. */
  private void checkAlarms(double rate) {
    if (labels.isWritten("topic")) {
      refuseAlarms(
          "must be absent where labels have a topic of their own",
          rate,
          "Remove it, or put the label into the event.");
    } else if (horizon().isPresent()) {
      refuseAlarms("must be absent with labels.horizon", rate, "Remove one of them.");
    } else if (isOfNext()
        && !spec.section("events").valid(TopicKeys.ORDER).equals(Optional.of(Order.ARRIVAL))) {
      refuseAlarms(
          "must go with events.order: arrival where the next event tells the label",
          rate,
          "Write events.order: arrival, so that the event before is learned when one comes.");
    }
  }

  private void refuseAlarms(String rule, double rate, String wayOut) {
    findings.add(
        spec.section("target").at(TargetKeys.ALARMS), rule, "{rate: %s}".formatted(rate), wayOut);
  }

  /** How the next event tells the label, where it does. */
  private Optional<NextLabel> next(EventSchema events) {
    Optional<String> by = TopicKeys.BY.find(labels).flatMap(field -> field);
    return isOfNext()
        ? Optional.of(
            new NextLabel(
                by,
                spec.section("events").text("time"),
                horizon().orElse(Duration.ZERO),
                TopicKeys.WAIT.of(labels),
                by.isEmpty() ? 1 : entities(events)))
        : Optional.empty();
  }

  /** As many as a category has values, fewer where events are large. */
  private int entities(EventSchema events) {
    long values = events.fields().size();
    for (EventField field : events.fields()) {
      values += field.length();
    }
    int categories =
        SettingsKeys.CATEGORIES.of(spec.section("limits")).orElse(SettingsKeys.MOST_CATEGORIES);
    return (int) Math.max(1, Math.min(categories, MOST_VALUES / values));
  }
}

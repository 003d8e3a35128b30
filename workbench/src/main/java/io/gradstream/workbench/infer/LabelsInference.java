package io.gradstream.workbench.infer;

import io.gradstream.features.decode.Envelope;
import io.gradstream.workbench.table.ColumnNames;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.Table.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of labels on a topic of their own from their first records: which field names the
 * event, which is the label, and which says when it was known.
 */
final class LabelsInference {

  static final Pattern ID =
      Pattern.compile("(?i:id|uuid|key|.*[._-](id|uuid))|.*(Id|ID|Uuid|UUID)");

  /** Beyond the half of the default, the wait has to be said. */
  private static final Duration SHORT = Duration.ofHours(12);

  /**
   * What was found.
   *
   * @param eventId field of the events that a label names
   * @param target what is predicted
   * @param yaml the spec's {@code labels}
   */
  record Found(String eventId, String targetField, TargetChoice target, String yaml) {}

  /** Fields that name the same, and how many values they have in common. */
  private record Pair(String event, String label, long shared) {

    /** Whether they are called so, for where the values do not say. */
    boolean isNamedAlike() {
      return event.equals(label);
    }

    boolean isNamedAsId() {
      return ID.matcher(event).matches() && ID.matcher(label).matches();
    }
  }

  private final TopicSample events;
  private final TopicSample labels;
  private final Sample eventSample;
  private final Sample labelSample;
  private final List<String> notes;

  private LabelsInference(TopicSample events, TopicSample labels, List<String> notes) {
    this.events = events;
    this.labels = labels;
    this.notes = notes;
    eventSample = Sample.of(events.table(), Long.MAX_VALUE);
    labelSample = Sample.of(labels.table(), Long.MAX_VALUE);
  }

  /**
   * Infers.
   *
   * @param wanted a field of the labels, or a comparison of one; empty text where it is the only
   *     field that is left
   * @throws DataFileException when nothing joins the two, or the target is not clear
   */
  static Found infer(TopicSample events, TopicSample labels, Wanted wanted, List<String> notes) {
    return new LabelsInference(events, labels, notes).infer(wanted);
  }

  private Found infer(Wanted wanted) {
    Pair id = id();
    String time = time(id.label());
    String target = wanted.target().isEmpty() ? onlyTarget(id.label(), time) : wanted.target();
    TargetText text = TargetText.of(target, new ColumnNames(labels.fields()));
    String field = text.field();
    int column = labelSample.indexOf(field);
    if (column < 0) {
      throw new DataFileException(
          "the topic %s of labels has no field %s, which --target names. Its fields: %s."
              .formatted(topic(), field, String.join(", ", labels.fields())));
    }
    Column declared = labelSample.columns().get(column);
    TargetChoice choice =
        TargetChoice.of(
            text,
            wanted.task(),
            labelSample.profiles().get(column),
            SpecInference.ofRecords(declared),
            notes);
    return new Found(id.event(), field, choice, yaml(id, time));
  }

  private String topic() {
    return labels.origin().topic();
  }

  private Pair id() {
    List<Pair> pairs = new ArrayList<>();
    for (int e = 0; e < eventSample.columns().size(); e++) {
      if (eventSample.profiles().get(e).isUnique() && !eventSample.profiles().get(e).isTime()) {
        pairs.addAll(pairs(eventSample.columns().get(e).name()));
      }
    }
    Pair best =
        pairs.stream()
            .filter(pair -> pair.shared() > 0 || pair.isNamedAlike() && pair.isNamedAsId())
            .max(
                Comparator.comparingLong(Pair::shared)
                    .thenComparing(Pair::isNamedAsId)
                    .thenComparing(Pair::isNamedAlike))
            .orElseThrow(this::nothingJoins);
    notes.add(
        best.shared() > 0
            ? "labels are joined by %s of the events and %s of the labels: %d of the %d labels looked at name an event looked at"
                .formatted(best.event(), best.label(), best.shared(), labelSample.rows())
            : "labels are joined by %s for its name alone: no label looked at names an event looked at"
                .formatted(best.event()));
    return best;
  }

  private List<Pair> pairs(String event) {
    Set<String> values = new HashSet<>(events.values(event));
    List<Pair> pairs = new ArrayList<>();
    for (int column = 0; column < labelSample.columns().size(); column++) {
      ColumnProfile profile = labelSample.profiles().get(column);
      if (!profile.isEmpty() && !profile.hasMissing() && !profile.isTruth()) {
        long shared = profile.counts().keySet().stream().filter(values::contains).count();
        pairs.add(new Pair(event, labelSample.columns().get(column).name(), shared));
      }
    }
    return pairs;
  }

  private DataFileException nothingJoins() {
    return new DataFileException(
        "no field of %s names an event of %s: none has values that a field of the events has, each once. Fields of the events: %s; of the labels: %s. Look at more with --records, or write events.id and labels.id by hand."
            .formatted(
                topic(),
                events.origin().topic(),
                String.join(", ", events.fields()),
                String.join(", ", labels.fields())));
  }

  /** The field that says when a label was known, or empty text for the Kafka timestamp. */
  private String time(String id) {
    List<String> times = new ArrayList<>();
    for (int column = 0; column < labelSample.columns().size(); column++) {
      ColumnProfile profile = labelSample.profiles().get(column);
      String name = labelSample.columns().get(column).name();
      if (!profile.isEmpty() && profile.isTime() && !profile.hasMissing() && !name.equals(id)) {
        times.add(name);
      }
    }
    List<String> own = times.stream().filter(name -> eventSample.indexOf(name) < 0).toList();
    List<String> choice = own.isEmpty() ? times : own;
    if (choice.size() > 1) {
      notes.add(
          "%d fields of the labels hold times, so their Kafka timestamps say when they were known: %s"
              .formatted(choice.size(), String.join(", ", choice)));
    }
    return choice.size() == 1 ? choice.get(0) : "";
  }

  private String onlyTarget(String id, String time) {
    List<String> left =
        labels.fields().stream()
            .filter(name -> !name.equals(id) && !name.equals(time))
            .filter(name -> !labelSample.profiles().get(labelSample.indexOf(name)).isTime())
            .toList();
    if (left.size() != 1) {
      throw new DataFileException(
          "give --target FIELD, what is to be predicted; the labels on %s have %s"
              .formatted(topic(), left.isEmpty() ? "no field but " + id : String.join(", ", left)));
    }
    notes.add("%s is what is predicted: the labels have no other field".formatted(left.get(0)));
    return left.get(0);
  }

  private String yaml(Pair id, String time) {
    StringBuilder yaml = new StringBuilder("labels: {topic: ").append(SpecText.scalar(topic()));
    yaml.append(", id: ").append(SpecText.scalar(id.label()));
    if (!time.isEmpty()) {
      yaml.append(", time: ").append(SpecText.scalar(time));
    }
    return yaml.append(wait(id, time)).append(format()).append("}\n").toString();
  }

  /** Left out, it would be that of the events. */
  private String format() {
    boolean isOther = !labels.origin().isAvro() && events.origin().isAvro();
    boolean isBare =
        labels.origin().envelope() == Envelope.NONE && events.origin().envelope() != Envelope.NONE;
    return (isOther ? ", format: json" : "")
        + labels.origin().format()
        + (isBare ? ", envelope: none" : "");
  }

  /** What has to be said of the wait: labels seen so late that the default may be too short. */
  private String wait(Pair id, String time) {
    long longest = time.isEmpty() ? 0 : longestDelay(id, time);
    if (longest <= SHORT.toMillis()) {
      return "";
    }
    long days = Duration.ofMillis(longest).multipliedBy(2).toDays() + 1;
    notes.add(
        "of the labels looked at, the latest came %.1f days after its event: labels.wait is set to %dd, change it to what you know"
            .formatted(longest / (double) Duration.ofDays(1).toMillis(), days));
    return ", wait: %dd".formatted(Math.min(days, 365));
  }

  private long longestDelay(Pair id, String time) {
    Map<String, Long> came = eventTimes(id.event());
    List<String> ids = labels.values(id.label());
    List<String> known = labels.values(time);
    TimeCell cell = new TimeCell();
    long longest = 0;
    for (int i = 0; i < ids.size(); i++) {
      OptionalLong at = cell.read(known.get(i));
      if (at.isPresent() && came.containsKey(ids.get(i))) {
        longest = Math.max(longest, at.getAsLong() - came.get(ids.get(i)));
      }
    }
    return longest;
  }

  /** When each event came, by the only field that tells it. */
  private Map<String, Long> eventTimes(String id) {
    List<String> times = new ArrayList<>();
    for (int column = 0; column < eventSample.columns().size(); column++) {
      ColumnProfile profile = eventSample.profiles().get(column);
      if (!profile.isEmpty() && profile.isTime() && !profile.hasMissing()) {
        times.add(eventSample.columns().get(column).name());
      }
    }
    Map<String, Long> came = new HashMap<>();
    if (times.size() == 1) {
      List<String> ids = events.values(id);
      List<String> at = events.values(times.get(0));
      TimeCell cell = new TimeCell();
      for (int i = 0; i < ids.size(); i++) {
        OptionalLong time = cell.read(at.get(i));
        if (time.isPresent()) {
          came.put(ids.get(i), time.getAsLong());
        }
      }
    }
    return came;
  }
}

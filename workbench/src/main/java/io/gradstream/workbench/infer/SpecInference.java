package io.gradstream.workbench.infer;

import io.gradstream.features.declared.Declarations;
import io.gradstream.features.declared.DeclaredField;
import io.gradstream.features.decode.Envelope;
import io.gradstream.workbench.table.AvroFile;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.DataText;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.JsonLines;
import io.gradstream.workbench.table.RecordTable;
import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.Table.Column;
import io.gradstream.workbench.table.Table.Declared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers a spec from the first rows of a table: the kind of every column, the task from the target,
 * and the time, if a column holds it. Whatever else a spec may say keeps its default.
 */
public final class SpecInference {

  private static final int MOST_FEATURES = 10_000;
  private static final int MOST_CODES = 64; // beyond, a history has no rates of categories
  private static final String ARRAY =
      "arrays and bytes; numbers are {field: NAME, as: numbers, shape: [COUNT]}";
  private static final List<String> NUMERIC = List.of("numeric");

  private final Sample sample;
  private final String targetField;
  private final Set<String> ignored;
  private final Optional<TopicOrigin> topic; // absent: a file
  private final List<String> notes = new ArrayList<>();
  private final Map<String, List<String>> features = new LinkedHashMap<>(); // how, by field
  private final LeftOutColumns leftOut = new LeftOutColumns();
  private final TimeColumns times;
  private boolean isOfRecords;
  private Declarations words = Declarations.NONE; // of whoever made the schema

  private SpecInference(
      Sample sample, String targetField, Set<String> ignored, Optional<TopicOrigin> topic) {
    this.sample = sample;
    this.targetField = targetField;
    this.ignored = ignored;
    this.topic = topic;
    times = new TimeColumns(sample);
  }

  /**
   * Infers.
   *
   * @param limit most rows that will be read
   * @throws DataFileException when the file is empty, has no such column or has it twice, or when
   *     nothing can be predicted from it
   */
  public static InferredSpec infer(InputFile file, Wanted wanted, long limit) throws IOException {
    try (Table table = table(file)) {
      RequiredColumns columns =
          RequiredColumns.of(file.toString(), table.byName().keySet(), table.doubts());
      TargetText target = columns.target(wanted.target());
      Set<String> ignored = columns.ignored(wanted.ignored());
      table.requireNamedOnce(file, name -> !ignored.contains(name));
      Sample sample = Sample.of(table, limit);
      if (sample.rows() == 0) {
        throw new DataFileException(
            "%s has no row that can be read behind its header. %s"
                .formatted(file, sample.firstBad())
                .strip());
      }
      SpecInference inference =
          new SpecInference(sample, target.field(), ignored, Optional.empty());
      inference.notes.addAll(columns.names().notes());
      if (table instanceof RecordTable records) {
        inference.takeAs(records);
      }
      return inference.infer(file.name(), target, wanted);
    }
  }

  private static Table table(InputFile file) throws IOException {
    if (AvroFile.is(file)) {
      try (AvroFile avro = AvroFile.sample(file)) {
        return new RecordTable(avro.first(Sample.ROWS), avro.declared());
      }
    }
    DataText text = DataText.sample(file);
    try {
      return JsonLines.are(file, text)
          ? new RecordTable(JsonLines.first(text, Sample.ROWS))
          : Table.of(file, text);
    } catch (RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /**
   * Infers from records of a topic, an id among the rest. Its time may go back.
   *
   * @throws DataFileException when no record has such a field, or nothing can be predicted
   */
  public static InferredSpec infer(TopicSample events, Wanted wanted) {
    RequiredColumns columns = of(events);
    TargetText target = columns.target(wanted.target());
    return of(events, target.field(), columns.ignored(wanted.ignored()))
        .infer(events.origin().topic(), target, wanted);
  }

  /**
   * The same, of labels on a topic of their own.
   *
   * @param wanted a field of the labels as its target; empty text where they have only one
   */
  public static InferredSpec infer(TopicSample events, TopicSample labels, Wanted wanted) {
    Set<String> ignored = of(events).ignored(wanted.ignored());
    List<String> notes = new ArrayList<>();
    LabelsInference.Found found = LabelsInference.infer(events, labels, wanted, notes);
    SpecInference inference = of(events, found.targetField(), ignored);
    inference.notes.addAll(notes);
    return inference.infer(labels.origin(), found);
  }

  private static RequiredColumns of(TopicSample events) {
    return RequiredColumns.of("the topic " + events.origin().topic(), events.fields(), "");
  }

  private static SpecInference of(TopicSample events, String target, Set<String> ignored) {
    RecordTable records = events.table();
    SpecInference inference =
        new SpecInference(
            Sample.of(records, Long.MAX_VALUE).open(),
            target,
            ignored,
            Optional.of(events.origin()));
    inference.takeAs(records);
    Envelope envelope = events.origin().envelope();
    if (envelope != Envelope.NONE) {
      inference.notes.add(
          "the fields are in `%s` of each record, as %s writes them"
              .formatted(
                  envelope.member(), envelope == Envelope.CONNECT ? "Kafka Connect" : "Debezium"));
    }
    return inference;
  }

  private void takeAs(RecordTable records) {
    isOfRecords = true;
    words = records.declared();
    records.arrays().forEach(array -> leftOut.add(array, ARRAY));
  }

  private InferredSpec infer(String file, TargetText target, Wanted wanted) {
    int targetColumn = sample.indexOf(targetField);
    TargetChoice choice =
        TargetChoice.of(
            target,
            wanted.task(),
            sample.profiles().get(targetColumn),
            target(sample.columns().get(targetColumn)),
            notes);
    String id = topic.isPresent() ? id(targetColumn) : "";
    return infer(file, id, "", choice, Map.of());
  }

  /** Of labels on a topic of their own: no field of the events is the target. */
  private InferredSpec infer(TopicOrigin labels, LabelsInference.Found found) {
    if (sample.indexOf(targetField) >= 0) {
      notes.add("%s is a field of the events too, and no feature".formatted(targetField));
    }
    return infer(
        topic.orElseThrow().topic(), found.eventId(), found.yaml(), found.target(), labels.files());
  }

  private InferredSpec infer(
      String file, String id, String labels, TargetChoice choice, Map<String, String> more) {
    for (int column = 0; column < sample.columns().size(); column++) {
      if (!name(column).equals(targetField)
          && !ignored.contains(name(column))
          && (id.isEmpty() || !name(column).equals(id))) {
        judge(column);
      }
    }
    String time = time();
    requireFeatures(file);
    limitCodes();
    notes.addAll(leftOut.sentences());
    String learner = topic.map(TopicOrigin::learner).orElseGet(() -> SpecText.learner(file));
    Map<String, String> files = new HashMap<>(topic.map(TopicOrigin::files).orElse(Map.of()));
    files.putAll(more);
    return new InferredSpec(
        learner + ".yaml", text(learner, file, time, id, labels, choice), notes, files);
  }

  private Column target(Column column) {
    return isOfRecords ? ofRecords(column) : column;
  }

  /** A text of a record is never a number. */
  static Column ofRecords(Column column) {
    boolean isText = column.declared() == Declared.TEXT;
    return new Column(
        column.name(),
        isText ? Declared.CATEGORY : column.declared(),
        column.line(),
        column.values());
  }

  /** The field that names a record, or empty text: named as an id, and never the same twice. */
  private String id(int targetColumn) {
    for (int column = 0; column < sample.columns().size(); column++) {
      if (column != targetColumn
          && !ignored.contains(name(column))
          && LabelsInference.ID.matcher(name(column)).matches()
          && sample.profiles().get(column).isUnique()) {
        notes.add(
            "%s is taken for the id: it is in every record, never twice".formatted(name(column)));
        return name(column);
      }
    }
    notes.add("no field is named as an id and never the same: duplicates will not be found");
    return "";
  }

  private String name(int column) {
    return sample.columns().get(column).name();
  }

  private void judge(int column) {
    Verdict verdict =
        Verdict.of(
            name(column),
            sample.columns().get(column).declared(),
            sample.profiles().get(column),
            sample.whole());
    notes.addAll(ColumnNotes.of(name(column), sample.profiles().get(column), verdict));
    if (verdict instanceof Verdict.Feature feature) {
      addFeature(name(column), feature.as());
    } else if (verdict instanceof Verdict.LeftOut why) {
      leaveOut(column, why.why());
    } else {
      times.add(column, ((Verdict.Time) verdict).isOfDay());
    }
  }

  private void addFeature(String field, List<String> as) {
    if (features.size() < MOST_FEATURES) {
      features.put(field, as);
    } else {
      leftOut.add(field, "beyond %,d features".formatted(MOST_FEATURES));
    }
  }

  private void leaveOut(int column, String why) {
    leftOut.add(name(column).isEmpty() ? "column " + (column + 1) : name(column), why);
  }

  /** The field of the events' time, or empty text; calendar parts of all times are features. */
  private String time() {
    times.parts().forEach(this::addFeature);
    return times.ofEvents(topic.isPresent(), notes);
  }

  /** A learner needs a feature: where all else is left out, a clock or an id will do. */
  private void requireFeatures(String file) {
    if (!features.isEmpty()) {
      return;
    }
    for (int column = 0; column < sample.columns().size(); column++) {
      ColumnProfile profile = sample.profiles().get(column);
      if (isUsable(column) && profile.isClock() && !profile.isCounter()) {
        useAfterAll(column, "numeric", "a number");
      }
    }
    for (int column = 0; column < sample.columns().size() && features.isEmpty(); column++) {
      if (isUsable(column)) {
        useAfterAll(column, "category", "a category");
      }
    }
    if (!features.isEmpty()) {
      return;
    }
    throw new DataFileException(
        "%s has no column to predict %s from. Add one, if only the row's time."
            .formatted(file, targetField));
  }

  private boolean isUsable(int column) {
    return Verdict.NAME.matcher(name(column)).matches()
        && !name(column).equals(targetField)
        && !ignored.contains(name(column));
  }

  private void useAfterAll(int column, String as, String what) {
    features.put(name(column), List.of(as));
    leftOut.remove(name(column));
    notes.add("%s is all there is, and taken as %s".formatted(name(column), what));
  }

  /** Numbers that may be names are numbers alone where there are many. */
  private void limitCodes() {
    long categories =
        features.values().stream().filter(kinds -> kinds.contains("category")).count();
    if (categories > MOST_CODES) {
      features.replaceAll((field, kinds) -> kinds.contains("numeric") ? NUMERIC : kinds);
    }
  }

  private String words(String field) {
    return words.of(field).map(DeclaredField::words).orElse("");
  }

  private String text(
      String learner, String file, String time, String id, String labels, TargetChoice choice) {
    SpecText text =
        new SpecText(
            learner, topic.map(t -> "records of the topic ").orElse("rows of ") + file, notes);
    text.events(
        topic.map(TopicOrigin::topic).orElse(learner),
        time,
        id,
        topic.map(TopicOrigin::format).orElse(""),
        labels);
    features.forEach((field, kinds) -> kinds.forEach(as -> text.feature(field, as, words(field))));
    return text.target(choice);
  }
}

package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.UnlikelyTimes;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.MissingFeatures;
import io.gradstream.learning.seen.InMemorySeenIds;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LeftOut;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.DataFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read of a file or of topics: who is admitted to be learned, and what is worth telling of
 * all others. Not thread safe.
 */
final class Intake {

  private final LearnerSpec spec;
  private final KeyedLearners learners;
  private final int keyField; // -1: none
  private final int idField; // -1: none
  private final Admission admission;
  private final Map<String, InMemorySeenIds> seen = new HashMap<>(); // by key of a model there is
  private final BadRows badRows = new BadRows();
  private final BadRows setAside = new BadRows();
  private final RowNotes notes = new RowNotes();
  private final MissingFeatures missing;
  private final Sentinels sentinels;
  private final TellingColumns telling;
  private final UnlikelyTimes times;
  private final Optional<UnlikelyTimes> labelTimes; // of labels on a topic of their own
  private long unlabeled;
  private long nothing; // rows that say that something is no more

  Intake(LearnerSpec spec, KeyedLearners learners) {
    this.spec = spec;
    this.learners = learners;
    keyField = spec.model().keyField().map(spec.model().events()::indexOf).orElse(-1);
    idField = spec.events().id().map(spec.model().events()::indexOf).orElse(-1);
    admission = spec.admission();
    missing = new MissingFeatures(spec.model());
    sentinels = new Sentinels(spec.model());
    telling = new TellingColumns(spec);
    times = new UnlikelyTimes(spec.model().events(), "events.unit");
    labelTimes =
        spec.labels() instanceof LabelsSpec.OwnTopic own
            ? Optional.of(new UnlikelyTimes(own.schema(), "labels.unit"))
            : Optional.empty();
  }

  /**
   * Takes note of an event that can be used.
   *
   * @param place where it stands
   * @throws DataFileException when the first times are most likely of another unit
   */
  void event(String place, Decoded.Good read) {
    missing.take(read);
    sentinels.take(read.event());
    look(times, read.event());
    for (Decoded.Bad bad : read.setAside()) {
      setAside.add(place, bad.reason(), bad.message());
    }
  }

  /**
   * Takes note of a label that can be used.
   *
   * @throws DataFileException when the first times are most likely of another unit
   */
  void label(Event label) {
    labelTimes.ifPresent(of -> look(of, label));
  }

  /** Learned from such times, everything would be wrong that depends on time. */
  private static void look(UnlikelyTimes times, Event event) {
    times.take(event);
    if (times.isTold()) {
      throw new DataFileException(times.sentences().get(0));
    }
  }

  void nothing() {
    nothing++;
  }

  void unlabeled() {
    unlabeled++;
  }

  void bad(String place, Reason reason, String message) {
    badRows.add(place, reason, message);
  }

  /** Which model an event belongs to; empty text for the only one. */
  String key(Event event) {
    return text(event, keyField);
  }

  /** What an event is called; empty text when it has no name. */
  String id(Event event) {
    return text(event, idField);
  }

  private static String text(Event event, int field) {
    return field < 0 || event.isMissing(field) ? "" : event.text(field);
  }

  /** Why an example whose turn it is is not to be learned; empty when it is. */
  Optional<Admission.Refusal> refusalNow(String key, Example example) {
    Optional<Admission.Refusal> refusal = refusal(key, example);
    return refusal.isPresent() ? refusal : learners.refusal(key, example);
  }

  /** The same, before what its model has learned by then is known. */
  Optional<Admission.Refusal> refusal(String key, Example example) {
    InMemorySeenIds ids = seen.getOrDefault(key, new InMemorySeenIds());
    Optional<Admission.Refusal> refusal =
        admission.refusal(example, learners.exists(key), learners.keys(), ids);
    if (refusal.isEmpty()) {
      seen.put(key, ids);
      telling.take(example);
    }
    return refusal;
  }

  long unlabeledRows() {
    return unlabeled;
  }

  BadRows badRows() {
    return badRows;
  }

  /** Values that broke a rule, and that their events go without. */
  EvaluationReport.SetAside setAside() {
    return new EvaluationReport.SetAside(missing.setAside(), setAside.first());
  }

  RowNotes notes() {
    return notes;
  }

  /** A sentence for each feature that alone tells the label. */
  List<String> tellingColumns() {
    return telling.sentences();
  }

  MissingFeatures missing() {
    return missing;
  }

  /**
   * A sentence for each thing worth telling.
   *
   * @param row what one is called
   * @param from where all come from
   */
  List<String> sentences(String row, String from) {
    List<String> sentences = new ArrayList<>();
    if (!missing.neverThere().isEmpty()) {
      sentences.add(
          "no %s has a value of %s: nothing was learned from what is not there. Is it named as the %s has it?"
              .formatted(row, String.join(", ", missing.neverThere()), from));
    }
    boolean leavesOut = !spec.events().without().equals(LeftOut.NONE);
    if (nothing > 0) {
      sentences.add(
          "%d %ss were left out: they say that something was deleted%s"
              .formatted(nothing, row, leavesOut ? ", or events.without names them" : ""));
    } else if (leavesOut) {
      sentences.add(
          "no %s is one that events.without names: are fields and values as the %s has them?"
              .formatted(row, from));
    }
    sentences.addAll(times.sentences());
    labelTimes.ifPresent(of -> sentences.addAll(of.sentences()));
    sentences.addAll(telling.sentences());
    sentences.addAll(sentinels.sentences());
    sentences.addAll(notes.sentences(spec.target()));
    return sentences;
  }
}

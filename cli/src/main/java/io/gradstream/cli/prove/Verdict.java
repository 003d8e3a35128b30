package io.gradstream.cli.prove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.topics.OffsetRange;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.WeightChange;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a statement is true.
 *
 * @param statement that was checked
 * @param records what is wrong with the records, a sentence each
 * @param models what is wrong with the models, a sentence each
 * @param notes what was not checked, a sentence each
 */
record Verdict(Statement statement, List<String> records, List<String> models, List<String> notes) {

  private static final int SHOWN = 10; // ranges of a partition

  /**
   * @param acceptsModels whether models from elsewhere, which orders brought, are taken as they
   *     came
   */
  static Verdict of(
      Statement statement, LearnedAgain again, Optional<GivenModel> given, boolean acceptsModels) {
    List<String> strangers = again.strangers().stream().map(Verdict::note).toList();
    List<String> models = new ArrayList<>(models(statement, again, given));
    if (!acceptsModels) {
      strangers.forEach(note -> models.add(note + " with --accept-models"));
    }
    return new Verdict(
        statement, records(statement, again), models, acceptsModels ? strangers : List.of());
  }

  /** Of a model from elsewhere. */
  static String note(Version stranger) {
    return "an order to go back brought the model of version %s, which had not been learned here by then: it is taken as it came"
        .formatted(stranger);
  }

  private static List<String> records(Statement statement, LearnedAgain again) {
    List<String> wrong = new ArrayList<>();
    for (LearnedPartition then : statement.partitions()) {
      Optional<LearnedPartition> now =
          again.partitions().stream().filter(of -> of.of().equals(then.of())).findFirst();
      if (now.isPresent()) {
        add(then, now.get(), wrong);
      } else {
        wrong.add(then.of() + ": the learner does not read it");
      }
    }
    if (wrong.isEmpty() && again.model().isPresent()) {
      addUnneeded(statement, again, wrong);
    }
    return wrong;
  }

  /** What is as it was and is not what the version took. */
  private static void addUnneeded(Statement statement, LearnedAgain again, List<String> to) {
    for (LearnedPartition then : statement.partitions()) {
      OffsetRange needed = again.needed().get(then.of());
      if (!then.range().equals(needed)) {
        to.add(
            "%s: the version took offsets up to %d, stated up to %d"
                .formatted(then.of(), needed.to() - 1, then.range().to() - 1));
      }
    }
    if (!again.orders().equals(statement.orders())) {
      to.add(
          "of the %d orders stated %d come before the version"
              .formatted(statement.orders().size(), again.orders().size()));
    }
  }

  private static void add(LearnedPartition then, LearnedPartition now, List<String> to) {
    List<OffsetRange> differences = now.differences(then);
    for (OffsetRange range : differences.subList(0, Math.min(SHOWN, differences.size()))) {
      to.add(place(then, range) + what(then, now, range));
    }
    if (differences.isEmpty() && now.records() != then.records()) {
      to.add("%s: %d records, stated %d".formatted(then.of(), now.records(), then.records()));
    }
    if (differences.size() > SHOWN) {
      to.add(
          String.format(
              Locale.ROOT, "%s: %,d more such places", then.of(), differences.size() - SHOWN));
    }
  }

  private static String place(LearnedPartition in, OffsetRange node) {
    long first = Math.max(node.from(), in.range().from());
    long last = Math.min(node.to(), in.range().to()) - 1;
    return first == last
        ? "%s offset %d: ".formatted(in.of(), first)
        : "%s offsets %d to %d: ".formatted(in.of(), first, last);
  }

  private static String what(LearnedPartition then, LearnedPartition now, OffsetRange range) {
    if (!now.digests().containsKey(range.from())) {
      return "nothing is there, and was when it was learned";
    }
    return then.digests().containsKey(range.from())
        ? "not what was learned"
        : "something is there that was not when it was learned";
  }

  private static List<String> models(
      Statement statement, LearnedAgain again, Optional<GivenModel> given) {
    List<String> wrong = new ArrayList<>(again.wrong());
    if (again.model().isEmpty()) {
      wrong.add(
          String.format(
              Locale.ROOT,
              "what is there makes %,d steps of version %s",
              again.steps(),
              statement.version()));
    } else {
      byte[] bytes = again.bytes().orElseThrow();
      String digest = RecordDigest.hex(bytes);
      if (!digest.equals(statement.sha256())) {
        wrong.add(
            "version %s comes to other bytes: SHA-256 %s, stated %s"
                .formatted(statement.version(), digest, statement.sha256()));
        if (!statement.code().equals(Statement.PRESENT_CODE)) {
          wrong.add(
              "%s made the statement, and this is %s"
                  .formatted(statement.code(), Statement.PRESENT_CODE));
        }
      }
      given
          .filter(of -> !Arrays.equals(SnapshotCodec.encode(of.snapshot()), bytes))
          .ifPresent(of -> wrong.addAll(differences(of, again.model().get())));
    }
    return wrong;
  }

  private static List<String> differences(GivenModel given, ModelSnapshot derived) {
    List<String> wrong = new ArrayList<>();
    if (!given.snapshot().spec().equals(derived.spec())
        || !given.snapshot().version().equals(derived.version())
        || !given.snapshot().key().equals(derived.key())) {
      return List.of(
          "%s is another model: version %s of the key '%s'"
              .formatted(given.name(), given.snapshot().version(), given.snapshot().key()));
    }
    for (WeightChange change : WeightChange.between(derived, given.snapshot())) {
      if (change.change() != 0) {
        wrong.add(
            String.format(
                Locale.ROOT,
                "%s: weights of %s %s differ from what was learned, by %.3g (of %.3g)",
                given.name(),
                change.member(),
                change.layer(),
                change.change(),
                change.before()));
      }
    }
    if (wrong.isEmpty()) {
      wrong.add(
          given.name()
              + " differs from what was learned, though in no weight: in what else it holds");
    }
    return wrong;
  }

  boolean holds() {
    return records.isEmpty() && models.isEmpty();
  }

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "version %s of %s, stated to be learned from %,d records and %,d orders",
            statement.version(),
            statement.learner(),
            statement.records(),
            statement.orders().size()));
    lines.add(records.isEmpty() ? "records: as they were" : "records:");
    records.forEach(wrong -> lines.add("  " + wrong));
    lines.add(models.isEmpty() ? "model: the same, to the last bit" : "model:");
    models.forEach(wrong -> lines.add("  " + wrong));
    notes.forEach(note -> lines.add("note: " + note));
    lines.add(holds() ? "verified" : "NOT verified");
    return lines;
  }

  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("learner", statement.learner())
            .put("key", statement.key())
            .put("version", statement.version().toString())
            .put("verified", holds());
    ArrayNode ofRecords = json.putArray("records");
    records.forEach(ofRecords::add);
    ArrayNode ofModels = json.putArray("model");
    models.forEach(ofModels::add);
    ArrayNode ofNotes = json.putArray("notes");
    notes.forEach(ofNotes::add);
    return json;
  }
}

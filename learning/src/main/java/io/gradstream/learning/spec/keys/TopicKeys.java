package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.features.decode.Envelope;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.learning.spec.Idle;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.learning.spec.LearnerSpec.Gaps;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.learning.spec.yaml.InstantShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.MapShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.SpanShape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.WordOrShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys of the topics a learner reads. The rules between them are the reader's. */
public final class TopicKeys {

  /** A field's name, wherever one is asked for. */
  static final TextShape FIELD =
      new TextShape(
          "the name of a field", "[^\\u0000-\\u001F]{1,200}", "Write the field's name as text.");

  static final TextShape FILE =
      new TextShape(
          "the name of a file", "[^\\u0000-\\u001F]{1,500}", "Write it relative to the spec.");
  private static final TextShape TOPIC =
      new TextShape(
          "a Kafka topic's name (letters, digits, . _ -)",
          "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}",
          "Write the topic's name.");
  private static final TextShape REGISTRY =
      new TextShape(
          "the URL of a schema registry or the name of a folder",
          "[^\\u0000-\\u001F]{1,500}",
          "Write http://HOST:PORT, or a folder of ID.avsc or ID.json files beside the spec.");

  static final TextShape REGISTRY_URL =
      new TextShape(
          "the URL of a schema registry",
          "https?://[^\\s/][^\\s\\u0000-\\u001F]{0,500}",
          "Write http://HOST:PORT or https://HOST.");

  public static final Key<Format> EVENT_FORMAT =
      withDefault(
          "format",
          Format.NAMES,
          "json",
          "How values are written: `json`, one object each, behind the id of a JSON Schema or not; `avro`, binary behind a schema id"
              + " (Confluent framing, or the id in a header); `avro-plain`, binary written with"
              + " exactly `schema`.");

  private static final NameShape<Envelope> ENVELOPES = NameShape.all(Envelope.class);
  private static final NameShape<EpochUnit> UNITS = NameShape.all(EpochUnit.class);

  public static final Key<Envelope> ENVELOPE =
      withDefault(
          "envelope",
          ENVELOPES,
          "none",
          "Where in a record's value the fields are: `none`, in the value itself; `connect`, in"
              + " `payload`, as Kafka Connect's JSON converter writes it with schemas; `debezium`, in"
              + " `after`, in JSON also within `payload`. A record that says that something was"
              + " deleted is left out and counted.");

  public static final Key<Optional<Envelope>> LABEL_ENVELOPE =
      optional("envelope", ENVELOPES, "as `events.envelope`", "As `events.envelope`, for labels.");

  public static final Key<Optional<EpochUnit>> UNIT =
      optional(
          "unit",
          UNITS,
          "millis, and times that look like another unit are told",
          "What a number counts that is a time, since 1970: `days`, `seconds`, `millis`,"
              + " `micros` or `nanos`, with a fraction or without; of `time`, and of features that are times and"
              + " say no unit of their own. Avro's logical types, and the names that Kafka Connect"
              + " and Debezium give their types, in Avro, in JSON Schemas or beside a `payload`,"
              + " say it themselves and go first.");

  public static final Key<Optional<EpochUnit>> LABEL_UNIT =
      optional("unit", UNITS, "as `events.unit`", "As `events.unit`, for labels.");

  public static final Key<Order> ORDER =
      withDefault(
          "order",
          NameShape.all(Order.class),
          "time",
          "In which order examples are learned: `time`, by event time, the same after any"
              + " crash; `arrival`, as they come, for labels in the event when each key keeps"
              + " to one partition.");

  public static final Key<Optional<Idle>> IDLE =
      optional(
          "idle",
          new WordOrShape<>(
              NameShape.meaning("never", Idle.NEVER), new SpanShape("100ms", "1d").as(Idle::after)),
          "5s, and a topic that is silent as a whole holds back the other",
          "How long, by the wall clock, a partition that is read to its end must have been silent"
              + " before it no longer holds back learning: the others, and where this key is given"
              + " also those of the other topic. `never`: learning waits for every partition, and"
              + " what is learned depends on no clock.");

  public static final Key<StartPosition> FROM =
      withDefault(
          "from",
          new WordOrShape<>(
              NameShape.<StartPosition>meaning("earliest", new StartPosition.Earliest())
                  .or("latest", new StartPosition.Latest()),
              new InstantShape().as(StartPosition.At::new)),
          "earliest",
          "From where a learner without state reads, its labels too: `earliest`, all that is there;"
              + " `latest`, what comes after its deploy; or a time, by the records' Kafka"
              + " timestamps. One that has state goes on where it was.");

  public static final Key<Duration> AHEAD =
      withDefault(
          "ahead",
          new SpanShape("1s", "366d"),
          "1h",
          "How far the time of an event or label may lie ahead: of its record's Kafka timestamp,"
              + " beyond which it is a dead letter; and of the records before it in its"
              + " partition, beyond which it moves no time until the next record confirms it.");

  public static final Key<Gaps> GAPS =
      withDefault(
          "gaps",
          NameShape.all(Gaps.class),
          "tell",
          "What is done about events and labels that are gone unread, by retention or because a"
              + " topic was made anew, and about partitions that were added: `tell`, they are"
              + " counted and logged; `stop`, the job ends too.");

  private static final TextShape VALUE =
      new TextShape(
          "a field's value",
          Pattern.compile("[^\\u0000-\\u001F]{1,1000}"),
          true,
          "Write it as text.");

  public static final Key<Optional<Map<String, List<String>>>> WITHOUT =
      optional(
          "without",
          new MapShape<>(
              FIELD,
              new OneOrListShape<>(
                  VALUE.as(List::of), new ListShape<>(VALUE, 1, 10_000), values -> values),
              1,
              100),
          "all events are learned from",
          "Events that are as if they had never been, by values of fields: {customer: [4711,"
              + " 4712]}. They are neither answered nor learned, and counted as records that say that"
              + " something was deleted. What a learner has learned from them before stays, until"
              + " `deploy --relearn` has it learn again without them.");

  public static final Key<Optional<Format>> LABEL_FORMAT =
      optional("format", Format.NAMES, "as `events.format`", "As `events.format`, for labels.");

  public static final Key<Duration> WAIT =
      withDefault(
          "wait",
          new SpanShape("1ms", "365d"),
          "24h",
          "How long an event waits for its label, and an id is remembered, in event time.");

  public static final Key<Boolean> NEXT =
      withDefault(
          "of",
          NameShape.meaning("this", false).or("next", true),
          "this",
          "Without a topic of labels, whose field the label of an event is: `this`, its own; `next`,"
              + " that of the next event that is learned, of the same `by` and at most `wait` later:"
              + " an event then holds what it is known by and what the one before it waits for.");

  public static final Key<Optional<String>> BY =
      optional(
          "by",
          FIELD,
          "the events of a model are one series",
          "With `of: next`, the field of the entity, as a station or a machine: the next event is"
              + " the next of the same. One without it has no label and tells none.");

  public static final Key<Optional<Duration>> HORIZON =
      optional(
          "horizon",
          new SpanShape("1s", "365d"),
          "the next event, however soon",
          "With `of: next`, how far ahead an event is forecast, as `24h`: its label is that of the"
              + " first event of the same `by` at least so much later and at most `wait` later; where"
              + " that is the first for several, of the latest of them. It needs `events.time`.");

  public static final Key<Duration> SETTLE =
      withDefault(
          "settle",
          new SpanShape("0s", "365d"),
          "0s",
          "No example is learned before its event is this old, in event time. Where a label's"
              + " delay tells what it says (a late flight lands late), the labels known early"
              + " are no fair sample; let most of them come in first.");

  public static final Key<Otherwise> OTHERWISE =
      withDefault(
          "otherwise",
          NameShape.all(Otherwise.class),
          "drop",
          "What becomes of an event whose label did not come in time: `drop`, it is not"
              + " learned; `negative`, it is learned as the negative class (binary targets).");

  static final ObjectShape<Section> EVENTS =
      ObjectShape.of(
          required("topic", TOPIC, "The Kafka topic of events."),
          EVENT_FORMAT,
          ENVELOPE,
          optional(
              "schema",
              FILE,
              "none, and `avro` and `avro-plain` need one",
              "The Avro schema's file, relative to the spec. Its fields are what the learner reads;"
                  + " writers with other schemas are resolved to it by name."),
          optional(
              "registry",
              REGISTRY,
              "the folder `registry` with `format: avro`; ids are read past with `format: json`",
              "Where schema ids lead: a registry's URL, which is waited for while it does not"
                  + " answer and whose login stands in `--kafka-file`, or a folder of `ID.avsc`"
                  + " files that travel with the spec. With `format: json`, whose schemas say what"
                  + " numbers count that are times, and how decimals are written as bytes: the"
                  + " files are `ID.json`, a JSON Schema each."),
          optional(
              "time",
              FIELD,
              "the Kafka record's timestamp",
              "The field that holds the event's time."),
          UNIT,
          optional(
              "id",
              FIELD,
              "events have no id, and none is found to be a duplicate",
              "The field that holds the event's id; labels on a topic of their own join by it."),
          withDefault(
              "zone",
              new TextShape(
                  "a time zone, for instance UTC or Europe/Berlin",
                  "[A-Za-z0-9/+_:-]{1,64}",
                  "Write UTC, an offset such as +02:00 or a name such as Europe/Berlin."),
              "UTC",
              "The zone of times that are written without one, and of the parts of times."),
          ORDER,
          FROM,
          WITHOUT,
          IDLE,
          AHEAD,
          GAPS);

  static final ObjectShape<Section> LABELS =
      ObjectShape.of(
          optional(
              "topic",
              TOPIC,
              "the label is a field of the event itself",
              "The Kafka topic of labels, joined to events by id."),
          LABEL_FORMAT,
          LABEL_ENVELOPE,
          optional(
              "schema",
              FILE,
              "none, and `avro` and `avro-plain` need one",
              "As `events.schema`, for labels."),
          optional("registry", REGISTRY, "as `events.registry`", "As `events.registry`."),
          optional(
              "id",
              FIELD,
              "an error when `labels.topic` is given",
              "The label's field that holds the event's id."),
          optional(
              "time",
              FIELD,
              "the Kafka record's timestamp",
              "The label's field that holds the time at which it became known."),
          LABEL_UNIT,
          optional(
              "field",
              FIELD,
              "the field that `target` names",
              "The field of the label's value. `target` names it already; given here as well, both"
                  + " must agree."),
          NEXT,
          BY,
          HORIZON,
          WAIT,
          SETTLE,
          OTHERWISE);

  /** Whether queries are objects in JSON whatever the events are. */
  public static final Key<Boolean> QUERY_FORMAT =
      withDefault(
          "format",
          NameShape.meaning("events", false).or("json", true),
          "events",
          "How queries are written: `events`, as the events are, with their envelope, schema and"
              + " registry; `json`, one object each, its fields in the value itself.");

  public static final Key<Optional<List<String>>> REPLIES =
      optional(
          "replies",
          new ListShape<>(TOPIC, 1, 100),
          "`LEARNER.replies` alone",
          "The topics that a query may have its answer on, by its header `kafka_replyTopic`; the"
              + " first is that of a query that names none. No other topic is ever written to.");

  static final ObjectShape<Section> QUERIES =
      ObjectShape.of(
          required("topic", TOPIC, "The Kafka topic of queries."), QUERY_FORMAT, REPLIES);

  private TopicKeys() {}
}

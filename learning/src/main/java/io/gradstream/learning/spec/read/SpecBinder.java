package io.gradstream.learning.spec.read;

import io.gradstream.features.decode.Envelope;
import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.spec.Idle;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LeftOut;
import io.gradstream.learning.spec.QueriesSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.keys.DeclaredLearning;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.keys.Format;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.keys.SettingsKeys;
import io.gradstream.learning.spec.keys.TargetKeys;
import io.gradstream.learning.spec.keys.TargetReader;
import io.gradstream.learning.spec.keys.TargetReader.DeclaredTarget;
import io.gradstream.learning.spec.keys.TopicKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.NearestName;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.spec.LayerSpec;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the checked keys of one spec to its records. Everything that can be wrong is looked at
 * before anything is thrown. Used once.
 */
final class SpecBinder {

  private final Section spec;
  private final Section events;
  private final Section labels;
  private final SpecBundle bundle;
  private final Meaning meaning;
  private final Findings findings;
  private final boolean ownTopic;
  private final FieldUses eventUses;
  private final FieldUses labelUses; // the event's, when the label is in it

  SpecBinder(Section spec, SpecBundle bundle, Meaning meaning, Findings findings) {
    this.meaning = meaning;
    this.spec = spec;
    this.events = spec.section("events");
    this.labels = spec.section("labels");
    this.bundle = bundle;
    this.findings = findings;
    this.ownTopic = labels.isWritten("topic");
    this.eventUses = new FieldUses(findings);
    this.labelUses = ownTopic ? new FieldUses(findings) : eventUses;
  }

  /**
   * @throws InvalidSpecException with every error, those found before included
   */
  LearnerSpec bind() {
    use(eventUses, events, "time", Use.TIME);
    ofUnit(eventUses, events, eventUnit());
    use(eventUses, events, "id", Use.ID);
    use(eventUses, spec, "key", Use.KEY);
    List<FeatureSpec> features = new FeatureReader(spec, findings, eventUses).read();
    new SeriesRules(spec, findings).use(eventUses);
    if (ownTopic) {
      use(labelUses, labels, "id", Use.ID);
      use(labelUses, labels, "time", Use.TIME);
      ofUnit(labelUses, labels, labelUnit());
    }
    TargetReader reader = new TargetReader(spec.section("target"), this::symbols, findings);
    Optional<DeclaredTarget> target =
        TargetKeys.TARGET.made(spec.section("target")).flatMap(form -> form.read(reader));
    target.ifPresent(this::useTarget);
    use(eventUses, spec.section("target"), "from", Use.NUMBER);
    useLeftOut();
    ZoneId zone = zone();
    Optional<StreamFormat> eventFormat = eventFormat();
    Optional<StreamFormat> labelFormat = ownTopic ? labelFormat() : Optional.empty();
    Optional<QueriesSpec> queries = new QueriesReader(spec, findings).read(eventFormat);
    new RulesBetweenKeys(spec, findings).check(target, features);
    PublishForm form = new PublishForm(spec.section("publish"), events, findings);
    form.check();
    findings.throwIfStuck();

    DeclaredTarget known = target.orElseThrow();
    PoolReader pool = new PoolReader(spec, known.spec(), features, meaning, findings);
    LearnSpec declared = learn(known.spec(), pool);
    ModelSpec model =
        model(eventUses.schema(zone, eventUnit()), features, pool.target(), pool, declared);
    LearnSpec learn = new SeriesRules(spec, findings).of(declared, model.events());
    findings.throwIfAny();
    return new LearnerSpec(
        model,
        events(eventFormat.orElseThrow()),
        labelFormat
            .map(format -> ownTopic(format, zone))
            .orElseGet(() -> new LabelsSpec.InEvent(TopicKeys.WAIT.of(labels))),
        known.rule(),
        learn,
        form.read(),
        SettingsKeys.LIMITS.read(spec.section("limits")),
        queries,
        bundle,
        List.of());
  }

  private LearnSpec learn(Target target, PoolReader pool) {
    DeclaredLearning declared = LearnKeys.LEARN.read(spec.section("learn"));
    LearnSpec learn = declared.of(pool.isSeveral(), pool.replays());
    StartReader start = new StartReader(spec, bundle, findings);
    return declared
        .start()
        .map(name -> learn.startingWith(start.read(name, target, pool.isPlain())))
        .orElse(learn);
  }

  private static void use(FieldUses uses, Section section, String key, Use use) {
    section.text(key).ifPresent(field -> uses.add(field, use, true, section.at(key)));
  }

  /** Fields that only name events to be left out are of the type that their values have. */
  private void useLeftOut() {
    TopicKeys.WITHOUT
        .of(events)
        .orElse(Map.of())
        .forEach(
            (field, values) -> {
              if (!eventUses.used().containsKey(field)) {
                eventUses.add(field, LeftOutUse.of(values), false, events.at(TopicKeys.WITHOUT));
              }
            });
  }

  /** So that a feature of the same field cannot have another unit. */
  private static void ofUnit(FieldUses uses, Section topic, Optional<EpochUnit> unit) {
    topic
        .text("time")
        .ifPresent(field -> unit.ifPresent(of -> uses.in(field, of, topic.at("unit"))));
  }

  private Optional<EpochUnit> eventUnit() {
    return TopicKeys.UNIT.find(events).flatMap(unit -> unit);
  }

  private Optional<EpochUnit> labelUnit() {
    return TopicKeys.LABEL_UNIT.find(labels).flatMap(unit -> unit).or(this::eventUnit);
  }

  /** What is wrong with the schema is found where its format is read. */
  private List<String> symbols(String field) {
    Section topic = ownTopic ? labels : events;
    Envelope around =
        ownTopic ? labelEnvelope() : TopicKeys.ENVELOPE.find(events).orElse(Envelope.NONE);
    return topic
        .text("schema")
        .map(bundle.files()::get)
        .map(text -> AvroRules.symbols(text, around, field))
        .orElse(List.of());
  }

  /** In a label record the field must be there; an event without it has no label yet. */
  private void useTarget(DeclaredTarget target) {
    target
        .use()
        .ifPresent(use -> labelUses.add(target.rule().field(), use, ownTopic, target.place()));
  }

  private ZoneId zone() {
    String zone = events.text("zone").orElse("UTC");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      findings.add(
          events.at("zone"),
          "must be a time zone",
          zone,
          NearestName.wayOut(zone, ZoneId.getAvailableZoneIds().stream().sorted().toList()));
      return ZoneOffset.UTC;
    }
  }

  private Optional<StreamFormat> eventFormat() {
    return events
        .valid(TopicKeys.EVENT_FORMAT)
        .flatMap(
            format ->
                new TopicFormat(
                        events,
                        new TopicFormat.Way(
                            format,
                            TopicKeys.ENVELOPE.find(events).orElse(Envelope.NONE),
                            eventUnit()),
                        bundle,
                        findings)
                    .read(eventUses, Optional.empty()));
  }

  private Optional<StreamFormat> labelFormat() {
    return TopicKeys.LABEL_FORMAT
        .of(labels)
        .or(() -> events.valid(TopicKeys.EVENT_FORMAT))
        .flatMap(
            format ->
                new TopicFormat(
                        labels,
                        new TopicFormat.Way(format, labelEnvelope(), labelUnit()),
                        bundle,
                        findings)
                    .read(labelUses, inherited(format)));
  }

  /** Ids in JSON are looked up where it is said, or where those of the events' JSON are. */
  private Optional<String> inherited(Format ofLabels) {
    return TopicFormat.inherited(
        events.text("registry"), events.valid(TopicKeys.EVENT_FORMAT), ofLabels);
  }

  private Envelope labelEnvelope() {
    return TopicKeys.LABEL_ENVELOPE
        .find(labels)
        .flatMap(envelope -> envelope)
        .or(() -> TopicKeys.ENVELOPE.find(events))
        .orElse(Envelope.NONE);
  }

  private ModelSpec model(
      EventSchema schema,
      List<FeatureSpec> features,
      Target target,
      PoolReader reading,
      LearnSpec learn) {
    EventSchema fitted = fitted(schema, features);
    Optional<PoolSpec> pool = reading.read(fitted, learn.training().optimizer().learningRate());
    if (pool.isPresent()) {
      return pool(fitted, features, target, pool.get(), learn);
    }
    new RulesBetweenKeys(spec, findings).tablesAreNotTooLarge(features);
    NetworkReader reader = new NetworkReader(spec, fitted, features, findings);
    Target whole = target.noise().isPresent() ? target.with(reader.discriminator()) : target;
    ModelSpec model = model(fitted, features, whole, reader.layers(target), Optional.empty());
    NetworkPlan plan = new NetworkRules(spec, reader, findings).check(model, learn);
    unitsAreThere(plan.replaceableUnits(), learn);
    replayFits(model, learn);
    return model;
  }

  private ModelSpec pool(
      EventSchema schema,
      List<FeatureSpec> features,
      Target target,
      PoolSpec pool,
      LearnSpec learn) {
    PoolRules rules = new PoolRules(spec, findings);
    List<FeatureSpec> sharing = rules.sharingCapacity(features);
    new RulesBetweenKeys(spec, findings).tablesAreNotTooLarge(sharing);
    ModelSpec model = model(schema, sharing, target, List.of(), Optional.of(pool));
    List<NetworkPlan> networks = rules.check(model, learn);
    unitsAreThere(networks.stream().mapToInt(NetworkPlan::replaceableUnits).sum(), learn);
    replayFits(model, learn);
    return model;
  }

  private ModelSpec model(
      EventSchema schema,
      List<FeatureSpec> features,
      Target target,
      List<LayerSpec> layers,
      Optional<PoolSpec> pool) {
    return new ModelSpec(
        spec.get("learner", String.class),
        spec.get("seed", Long.class),
        schema,
        spec.text("key"),
        features,
        target,
        layers,
        pool);
  }

  private void replayFits(ModelSpec model, LearnSpec learn) {
    if (learn.practice().replay()) {
      new ReplayRules(spec, findings).check(model);
    }
  }

  private void unitsAreThere(int replaceable, LearnSpec learn) {
    boolean replaces = learn.training().plasticity().continualBackprop().isPresent();
    if (replaces && replaceable == 0) {
      throw findings.stop(
          spec.section("learn").section("plasticity").at("continualBackprop"),
          "must find units to replace",
          "no dense layer or convolution is read by another",
          "Remove it, or add a hidden layer.");
    }
  }

  private EventSchema fitted(EventSchema schema, List<FeatureSpec> features) {
    try {
      return Encoder.fitting(schema, features);
    } catch (IllegalArgumentException e) {
      throw findings.stop(
          spec.at("features"),
          "must agree on the shape of an array",
          String.valueOf(e.getMessage()),
          "Give both the same number of values.");
    }
  }

  private EventsSpec events(StreamFormat format) {
    return new EventsSpec(
        events.get("topic", String.class),
        format,
        events.text("time"),
        events.text("id"),
        TopicKeys.ORDER.of(events),
        TopicKeys.IDLE.of(events).orElse(Idle.DEFAULT),
        TopicKeys.AHEAD.of(events),
        TopicKeys.GAPS.of(events),
        TopicKeys.FROM.of(events),
        new LeftOut(TopicKeys.WITHOUT.of(events).orElse(Map.of())));
  }

  private LabelsSpec ownTopic(StreamFormat format, ZoneId zone) {
    return new LabelsSpec.OwnTopic(
        labels.get("topic", String.class),
        format,
        labelUses.schema(zone, labelUnit()),
        labels.get("id", String.class),
        labels.text("time"),
        TopicKeys.WAIT.of(labels),
        TopicKeys.SETTLE.of(labels),
        TopicKeys.OTHERWISE.of(labels));
  }
}

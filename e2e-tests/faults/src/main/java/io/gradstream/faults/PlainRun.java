package io.gradstream.faults;

import io.gradstream.faults.dump.PlainState;
import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.LabelJoin;
import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * What a learner must have come to: the plain classes, fed the same records in one thread, without
 * Flink, Kafka, network or failures. Not thread safe.
 */
final class PlainRun implements AutoCloseable {

  private final LearnerSpec spec;
  private final LabelsSpec.OwnTopic labels;
  private final LabelJoin join;
  private final EventDecoder eventDecoder;
  private final EventDecoder labelDecoder;
  private final Map<String, EffectiveTime> times = new HashMap<>(); // by topic and partition
  private final Map<String, Waiting> waiting = new HashMap<>(); // by id
  private final PriorityQueue<Example> due =
      new PriorityQueue<>(Comparator.comparing(Example::position));
  private final Map<String, Model> models = new TreeMap<>(); // by model key
  private final PlainCommands commands = new PlainCommands();
  private long examples;
  private long generation;

  PlainRun(LearnerSpec spec) {
    this.spec = spec;
    labels = (LabelsSpec.OwnTopic) spec.labels();
    join = new LabelJoin(labels);
    int most = spec.limits().recordBytes();
    eventDecoder = TopicRecords.decoder(spec.events().format(), spec.model().events(), most);
    labelDecoder = TopicRecords.decoder(labels.format(), labels.schema(), most);
  }

  private record Model(Learner learner, PlainState state) {}

  /** Takes a record in, in the order of its partition. */
  void add(TopicLog.Entry entry) {
    boolean isEvent = entry.topic().equals(spec.events().topic());
    if (entry.mark().isPresent()) {
      time(entry).mark(entry.mark().getAsLong());
    } else if (isEvent) {
      decode(eventDecoder, entry).ifPresent(event -> addEvent(entry, event));
    } else {
      decode(labelDecoder, entry).ifPresent(label -> addLabel(entry, label));
    }
  }

  private static Optional<Event> decode(EventDecoder decoder, TopicLog.Entry entry) {
    return decoder.decode(entry.value(), null) instanceof Decoded.Good good
        ? Optional.of(good.event())
        : Optional.empty();
  }

  private void addEvent(TopicLog.Entry entry, Event event) {
    String id = event.text(field(spec.events().id()));
    Position position = advance(entry, event.time(field(spec.events().time())));
    arrive(new Arrived.EventArrived(id, event, position, entry.value()));
  }

  private int field(Optional<String> name) {
    return spec.model().events().indexOf(name.orElseThrow());
  }

  private void addLabel(TopicLog.Entry entry, Event label) {
    String id = label.text(labels.schema().indexOf(labels.id()));
    long time = label.time(labels.schema().indexOf(labels.time().orElseThrow()));
    var known = (TargetRule.Known) spec.target().apply(labels.schema(), label);
    arrive(
        new Arrived.LabelArrived(
            id, known.target(), known.className(), advance(entry, time), entry.value()));
  }

  /** Where a record of this time stands. */
  private Position advance(TopicLog.Entry entry, long time) {
    return new Position(
        time(entry).advance(time), entry.topic(), entry.partition(), entry.offset());
  }

  private EffectiveTime time(TopicLog.Entry entry) {
    return times.computeIfAbsent(
        entry.topic() + "-" + entry.partition(),
        partition -> new EffectiveTime(spec.events().ahead()));
  }

  private void arrive(Arrived record) {
    waiting.compute(
        record.id(), (id, state) -> join.arrive(state == null ? Waiting.NOTHING : state, record));
  }

  /** Commands; those that hold at a time are to be there before it is learned through. */
  PlainCommands commands() {
    return commands;
  }

  /** Learns everything up to the time, its last instant included. */
  void learnThrough(long time) {
    joinThrough(time);
    while (!due.isEmpty() && due.peek().position().time() <= time) {
      Example example = due.poll();
      commands.advance(example.position().time(), this::learner);
      Learner learner = learner(key(example.event()));
      commands.applyTo(learner);
      learner.learn(example);
      examples++;
    }
    commands.advance(time + 1, this::learner);
  }

  private Learner learner(String key) {
    return models.computeIfAbsent(key, this::newModel).learner();
  }

  private void joinThrough(long time) {
    for (Iterator<Map.Entry<String, Waiting>> all = waiting.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Waiting> entry = all.next();
      entry.setValue(join.advance(entry.getValue(), time, new Joined()));
      if (entry.getValue().isNothing()) {
        all.remove();
      }
    }
  }

  private final class Joined implements LabelJoin.Output {
    @Override
    public void joined(Arrived.EventArrived event, Example example) {
      due.add(example);
    }

    @Override
    public void missed(Arrived.EventArrived event, Optional<Example> negative) {
      negative.ifPresent(due::add);
    }

    @Override
    public void dead(Arrived record, Reason reason, String message) {}
  }

  private String key(Event event) {
    return spec.model()
        .keyField()
        .map(name -> event.text(spec.model().events().indexOf(name)))
        .orElse("");
  }

  private Model newModel(String key) {
    Model model = new Model(spec.newLearner(key, generation), new PlainState(key));
    model.learner().read(key, generation, model.state()); // which is empty: it begins as in the job
    return model;
  }

  /**
   * Lets all models be of that generation from now on.
   *
   * @return whether it is another
   */
  boolean enter(long present) {
    boolean other = present != generation;
    generation = present;
    models.values().forEach(model -> model.learner().enter(present));
    return other;
  }

  /** Examples given to models so far, those that a pause left out included. */
  long examples() {
    return examples;
  }

  /** The learner's state, in the words of a dump of the job. */
  Map<String, String> state() {
    Map<String, String> entries = new HashMap<>();
    for (Model model : new ArrayList<>(models.values())) {
      model.learner().write(model.state());
      entries.putAll(model.state().entries());
    }
    return entries;
  }

  /** The models there are. */
  List<String> keys() {
    return List.copyOf(models.keySet());
  }

  @Override
  public void close() {
    models.values().forEach(model -> model.learner().close());
  }
}

package io.gradstream.features.history;

import io.gradstream.features.encode.StateBytes;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Features of what came before an event: of the events learned and of their labels, never of its
 * own label. Groups lie one after the other in the order of {@link HistoryGroup}, each feature
 * scaled online. Changes only in {@link #learn}. State of one model; not thread safe.
 */
public final class History {

  private static final int FIXED_BYTES = 18_000; // season and recent labels
  private static final int BYTES_OF_FEATURE = 300; // its scale and its name
  private static final int USUAL = 2; // format; 1 had no usual ranges in its scales

  /** With bounds of numbers, or with labels of classes that are not told apart. */
  private static final int BOUNDS = 3;

  private static final int FORMAT = 4; // with series that lie interleaved

  private final HistorySpec spec;
  private final EventSchema events;
  private final Season season = new Season();
  private final RecentLabels labels;
  private final LabelBounds bounds = new LabelBounds();
  private final Map<HistoryGroup, HistoryPart> parts = new EnumMap<>(HistoryGroup.class);
  private final Map<HistoryGroup, Integer> ends = new EnumMap<>(HistoryGroup.class);
  private final List<String> columns = new ArrayList<>();
  private final List<OwnLabels> own = new ArrayList<>(); // by category
  private final InterleavedSeries series;
  private final FeatureScale scale;
  private final double[] values; // [width]
  private boolean isOther; // what features are of, since it was asked

  public History(HistorySpec spec, EventSchema events) {
    this(spec, events, null);
  }

  /**
   * @param leads of which it has the scales and the choice of series; null for its own
   */
  private History(HistorySpec spec, EventSchema events, History leads) {
    this.spec = spec;
    this.events = events;
    labels = new RecentLabels(spec);
    for (HistoryGroup group : HistoryGroup.values()) {
      if (spec.has(group)) {
        HistoryPart part = part(group);
        parts.put(group, part);
        columns.addAll(part.columns());
      }
      ends.put(group, columns.size());
    }
    spec.own().forEach(field -> own.add(new OwnLabels(field)));
    series =
        leads == null
            ? new InterleavedSeries(spec, labels, own)
            : leads.series.lagging(spec, labels, own);
    scale = leads == null ? new FeatureScale(measured()) : leads.scale;
    values = new double[columns.size()];
  }

  /**
   * Another history of the same features, of no event yet, which scales them as this one does: the
   * scales are one and the same, and so is what tells series apart, which the other one finds.
   */
  public History scaledAlike() {
    return new History(spec, events, this);
  }

  private boolean[] measured() {
    boolean[] measured = new boolean[columns.size()];
    int next = 0;
    for (HistoryPart part : parts.values()) {
      for (int column = 0; column < part.columns().size(); column++) {
        measured[next++] = part.isMeasured(column);
      }
    }
    return measured;
  }

  private HistoryPart part(HistoryGroup group) {
    return switch (group) {
      case RATES -> new CategoryRates(spec, names(spec.categories()));
      case NUMBERS -> new NumberMovements(spec, names(spec.numbers()), season);
      case LABELS -> new LabelMovements(spec, labels, season);
    };
  }

  private List<String> names(List<Integer> fields) {
    return fields.stream().map(field -> events.fields().get(field).name()).toList();
  }

  /** How many features there are. */
  public int width() {
    return values.length;
  }

  /** Where a group's features end: those of it and of the groups before it are in front of that. */
  public int end(HistoryGroup group) {
    return ends.get(group);
  }

  /** A name for each feature. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** The labels so far. */
  public RecentLabels labels() {
    return labels;
  }

  /** Labels of the event's series, where they lie interleaved; else all. Read-only. */
  public Past past(Event event) {
    return series
        .before(event)
        .map(of -> new Past(of.labels(), series.season()))
        .orElseGet(() -> new Past(labels, season.period()));
  }

  /** Mean error of the last label of an event's past, of late. */
  public double lastError() {
    return series.error();
  }

  /** Whether an event's past is that of other series since this was asked last. */
  public boolean takeNews() {
    boolean news = isOther;
    isOther = false;
    return news;
  }

  /**
   * What the number will be by what it was for the event's value of a category; the last label
   * where that value had none. Read-only.
   *
   * @param category which of {@link HistorySpec#own}
   */
  public double ownLabel(int category, Event event) {
    return own.get(category).of(event, labels.of(1));
  }

  /** What is learned of a label, a number that may be far from all others. Read-only. */
  public double limited(double label) {
    return spec.isNumber() ? bounds.limited(label) : label;
  }

  /** Least number that labels so far stand for: a tenth of their range below them. */
  public double least() {
    return bounds.least();
  }

  /** Largest number that labels so far stand for. */
  public double most() {
    return bounds.most();
  }

  /** Read-only. Writes {@link #width()} floats. */
  public void encode(Event event, float[] into, int offset) {
    read(event);
    for (int i = 0; i < values.length; i++) {
      into[offset + i] = scale.scaled(i, values[i]);
    }
  }

  /** Encodes as {@link #encode}, and the event enters the scales, with nothing of its label. */
  public void encodeToLearn(Event event, float[] into, int offset) {
    encode(event, into, offset);
    for (int i = 0; i < values.length; i++) {
      scale.learn(i, values[i]);
    }
  }

  private void read(Event event) {
    Optional<Series> before = series.before(event);
    int offset = 0;
    for (HistoryGroup group : parts.keySet()) {
      if (group == HistoryGroup.RATES || before.isEmpty()) {
        parts.get(group).read(event, values, offset);
      } else {
        before.get().read(group, event, values, offset);
      }
      offset = ends.get(group);
    }
  }

  /**
   * Adds an event with its label.
   *
   * @param of the label: the class's index, or the number
   */
  public void learn(Event event, double of) {
    // Classes beyond those told apart are one, but for who asks which came last.
    double label = spec.isNumber() ? bound(of) : Math.min(of, spec.classes() - 1);
    if (spec.isNumber() && series.learn(event, label, season.period())) {
      isOther = true;
      scale.startAnew(ends.get(HistoryGroup.RATES));
    }
    for (HistoryPart part : parts.values()) {
      part.learn(event, label);
    }
    own.forEach(entity -> entity.learn(event, label));
    labels.learn(spec.isNumber() ? label : of);
    if (spec.season()) {
      season.learn(label);
    }
  }

  private double bound(double label) {
    double learned = bounds.learn(label);
    if (bounds.beginsAnew()) {
      startAnew();
    }
    return learned;
  }

  private void startAnew() {
    labels.startAnew();
    season.startAnew();
    parts.replaceAll((group, part) -> part(group));
    series.startAnew();
    own.clear();
    spec.own().forEach(field -> own.add(new OwnLabels(field)));
  }

  /** Memory that it takes, roughly, however little it has learned. */
  public long bytes() {
    long bytes = FIXED_BYTES + (long) BYTES_OF_FEATURE * values.length;
    for (HistoryPart part : parts.values()) {
      bytes += part.bytes();
    }
    bytes += own.stream().mapToLong(OwnLabels::bytes).sum();
    return bytes + series.bytes();
  }

  /** The whole state in the oldest form that holds it, equal bytes for equal states. */
  public byte[] state() {
    return StateBytes.write(format(), this::write);
  }

  private int format() {
    int withoutSeries = spec.isNumber() || labels.hasOthers() ? BOUNDS : USUAL;
    return series.isNew() ? withoutSeries : FORMAT;
  }

  /**
   * Restores what {@link #state} wrote.
   *
   * @throws io.gradstream.schemas.MalformedRecordException when the bytes are damaged or of other
   *     features; this history is then of no further use
   */
  public void restore(byte[] state) {
    StateBytes.restore("this history", state, FORMAT, this::read);
  }

  /** What fits of another, which is of no further use. */
  public void takeOver(History other) {
    if (!columns.equals(other.columns)) {
      return;
    }
    byte[] features = StateBytes.write(BOUNDS, other::writeFeatures);
    StateBytes.restore("this history", features, FORMAT, this::readFeatures);
    if (ownNames().equals(other.ownNames())) {
      StateBytes.restore("own labels", StateBytes.write(other::writeOwn), this::readOwn);
      if (spec.mostSeries() == other.spec.mostSeries()) {
        StateBytes.restore("series", StateBytes.write(other.series::write), series::restore);
      }
    }
  }

  private List<String> ownNames() {
    return names(spec.own());
  }

  private void write(DataOutputStream out) throws IOException {
    writeFeatures(out);
    writeOwn(out);
    if (!series.isNew()) {
      series.write(out);
    }
  }

  private void writeOwn(DataOutputStream out) throws IOException {
    for (OwnLabels of : own) {
      of.write(out);
    }
  }

  private void readOwn(DataInputStream in) throws IOException {
    for (OwnLabels of : own) {
      of.restore(in);
    }
  }

  private void read(int format, DataInputStream in) throws IOException {
    readFeatures(format, in);
    readOwn(in);
    series.startAnew();
    if (format >= FORMAT) {
      series.restore(in);
    }
  }

  private void writeFeatures(DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    season.write(out);
    labels.write(out);
    if (spec.isNumber()) {
      bounds.write(out);
    }
    for (HistoryPart part : parts.values()) {
      part.write(out);
    }
    scale.write(out);
  }

  private void readFeatures(int format, DataInputStream in) throws IOException {
    int width = in.readInt();
    if (width != values.length) {
      throw new IOException("features must be " + values.length + ": " + width);
    }
    season.restore(in);
    labels.restore(format, in);
    if (spec.isNumber()) {
      bounds.restore(format, labels, in);
    }
    for (HistoryPart part : parts.values()) {
      part.restore(format, in);
    }
    scale.restore(format, in);
  }
}

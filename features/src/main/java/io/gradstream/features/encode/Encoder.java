package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns events into the inputs of a network, in training and in serving alike. Owns the running
 * statistics and the category tables; they change only in {@link #learn}. Not thread safe.
 *
 * <p>Row 0 of every category table is the shared row of values never learned, row 1 the row of
 * missing values, rows 2 .. capacity + 1 are claimed by values.
 */
public final class Encoder {

  private static final int WINDOWS = 3; // format of statistics, with events that entered windows

  /** Told when a value claims a row: its weights and moments start anew. */
  @FunctionalInterface
  public interface RowClaimed {
    void rowClaimed(int table, int row);
  }

  private final DenseFeature[] dense;
  private final List<Part> parts; // [dense.length]
  private final int[] offsets; // [dense.length]: where each feature's inputs start
  private final int width;
  private final ScaledFeature[] scaled;
  private final WindowFeature[] windows;
  private final CategoryFeature[] categories;

  /**
   * @throws IllegalArgumentException when a feature reads a field the schema does not have, or one
   *     of another type than it can use
   */
  public Encoder(EventSchema schema, List<FeatureSpec> features) {
    FeaturePlan plan = FeaturePlan.of(schema, features);
    dense = plan.dense().toArray(DenseFeature[]::new);
    scaled = plan.scaled().toArray(ScaledFeature[]::new);
    windows = plan.windows().toArray(WindowFeature[]::new);
    categories = plan.categories().toArray(CategoryFeature[]::new);
    parts = parts(plan.dense());
    offsets = parts.stream().mapToInt(Part::column).toArray();
    width = parts.stream().mapToInt(Part::size).reduce(0, Math::addExact);
  }

  /**
   * The same fields, those that features read as arrays with the length these need, so that no
   * decoder lets an array of another length through.
   *
   * @throws IllegalArgumentException when two features need a field to have different lengths
   */
  public static EventSchema fitting(EventSchema schema, List<FeatureSpec> features) {
    List<EventField> fitted = new ArrayList<>(schema.fields());
    for (FeatureSpec feature : features) {
      int index = schema.indexOf(feature.field());
      if (feature instanceof FeatureSpec.Numbers numbers
          && index >= 0
          && schema.fields().get(index).type() == FieldType.NUMBERS) {
        fitted.set(index, fitting(fitted.get(index), numbers));
      }
    }
    return new EventSchema(fitted, schema.zone());
  }

  private static EventField fitting(EventField field, FeatureSpec.Numbers feature) {
    if (field.length() != 0 && field.length() != feature.size()) {
      throw new IllegalArgumentException(
          "all features must read %s as one number of values: %d and %d, of shape %s"
              .formatted(field.name(), field.length(), feature.size(), feature.shape()));
    }
    return field.ofLength(feature.size());
  }

  private static List<Part> parts(List<DenseFeature> dense) {
    List<Part> parts = new ArrayList<>();
    PartNames names = new PartNames();
    int column = 0;
    for (DenseFeature feature : dense) {
      Part part = new Part(names.unique(feature.name()), feature.shape(), column);
      parts.add(part);
      column = Math.addExact(column, part.size());
    }
    return List.copyOf(parts);
  }

  /** Width of the dense part. */
  public int width() {
    return width;
  }

  /** A name for each input of the dense part, for instance {@code distance.missing}. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (DenseFeature feature : dense) {
      columns.addAll(feature.columns());
    }
    return List.copyOf(columns);
  }

  /** What each feature makes of the dense part, side by side in the declared order. */
  public List<Part> parts() {
    return parts;
  }

  /** Number of category tables, in the order the features declare them. */
  public int tables() {
    return categories.length;
  }

  /** Size of each category table, in the order the features declare them. */
  public List<TableSpec> tableSpecs() {
    List<TableSpec> specs = new ArrayList<>();
    for (CategoryFeature category : categories) {
      specs.add(category.tableSpec());
    }
    return List.copyOf(specs);
  }

  /** Read-only. Writes {@link #width()} floats and {@link #tables()} rows. */
  public void encode(Event event, float[] dense, int denseOffset, int[] rows, int rowOffset) {
    for (int i = 0; i < this.dense.length; i++) {
      this.dense[i].encode(event, dense, denseOffset + offsets[i]);
    }
    for (int i = 0; i < categories.length; i++) {
      rows[rowOffset + i] = categories[i].row(event);
    }
  }

  /**
   * Claims rows for the event's categories, encodes it with the statistics as they were before it,
   * then adds it to the statistics.
   */
  public void learn(
      Event event, float[] dense, int denseOffset, int[] rows, int rowOffset, RowClaimed claimed) {
    for (int i = 0; i < categories.length; i++) {
      categories[i].learn(event, i, claimed);
    }
    encode(event, dense, denseOffset, rows, rowOffset);
    for (ScaledFeature feature : scaled) {
      feature.learn(event);
    }
  }

  /**
   * An event enters the windows of those that come after it; after it was encoded, for what is
   * learned of it changes the statistics alone.
   */
  public void enter(Event event) {
    for (WindowFeature window : windows) {
      window.enter(event);
    }
  }

  /** Memory that windows take when they are full, roughly. */
  public long windowBytes() {
    long bytes = 0;
    for (WindowFeature window : windows) {
      bytes += window.spec().bytes();
    }
    return bytes;
  }

  /**
   * The statistics of all numbers and what has entered windows, in a versioned form, the oldest
   * that holds it; equal bytes for equal states.
   */
  public byte[] statistics() {
    return StateBytes.write(format(), this::writeStatistics);
  }

  private int format() {
    return windows.length == 0 ? RunningScale.FORMAT : WINDOWS;
  }

  /**
   * Restores what {@link #statistics()} wrote.
   *
   * @throws io.gradstream.schemas.MalformedRecordException when the bytes are damaged or of other
   *     features; the encoder is then as before
   */
  public void restoreStatistics(byte[] bytes) {
    Statistics restored =
        StateBytes.read("this encoder's statistics", bytes, format(), this::readStatistics);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i].restore(restored.scales()[i]);
    }
    for (int i = 0; i < windows.length; i++) {
      windows[i].restore(restored.windows()[i]);
    }
  }

  /** What stands in a state, whole or not at all. */
  private record Statistics(RunningScale[][] scales, WindowTable[] windows) {}

  /** How many values own a row, in all category tables. */
  public int claimed() {
    int claimed = 0;
    for (CategoryFeature feature : categories) {
      claimed += feature.claimed();
    }
    return claimed;
  }

  /** One category table, values with their rows from least to most recent, in a versioned form. */
  public byte[] categories(int table) {
    return categories[table].toBytes();
  }

  /**
   * Restores what {@link #categories} wrote.
   *
   * @throws io.gradstream.schemas.MalformedRecordException when the bytes are damaged or of a table
   *     of another capacity; the encoder is then as before
   */
  public void restoreCategories(int table, byte[] bytes) {
    categories[table].restore(bytes);
  }

  /**
   * Takes over what fits of another encoder: the statistics and category tables of each feature
   * that is there as well. The other is of no further use.
   */
  public void takeOver(Encoder other) {
    List<ScaledFeature> scales = new ArrayList<>(List.of(other.scaled));
    for (ScaledFeature feature : scaled) {
      takeFirst(scales, feature::isLike).ifPresent(feature::takeOver);
    }
    List<CategoryFeature> tables = new ArrayList<>(List.of(other.categories));
    for (CategoryFeature feature : categories) {
      takeFirst(tables, feature::isLike).ifPresent(feature::takeOver);
    }
  }

  private static <T> Optional<T> takeFirst(List<T> from, Predicate<T> like) {
    Optional<T> found = from.stream().filter(like).findFirst();
    found.ifPresent(from::remove);
    return found;
  }

  private void writeStatistics(DataOutputStream out) throws IOException {
    out.writeInt(scaled.length);
    for (ScaledFeature feature : scaled) {
      out.writeUTF(feature.name());
      for (RunningScale scale : feature.scales()) {
        scale.write(out);
      }
    }
    for (WindowFeature window : windows) {
      window.table().write(out);
    }
  }

  private Statistics readStatistics(int format, DataInputStream in) throws IOException {
    if (format < WINDOWS && windows.length > 0) {
      throw new IOException("format version must be %d, of windows: %d".formatted(WINDOWS, format));
    }
    RunningScale[][] scales = readScales(format, in);
    WindowTable[] tables = new WindowTable[windows.length];
    for (int i = 0; i < windows.length; i++) {
      tables[i] = WindowTable.read(windows[i].spec(), in);
    }
    return new Statistics(scales, tables);
  }

  private RunningScale[][] readScales(int format, DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count != scaled.length) {
      throw new IOException("features with statistics must be " + scaled.length + ": " + count);
    }
    RunningScale[][] restored = new RunningScale[count][];
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      if (!name.equals(scaled[i].name())) {
        throw new IOException("feature must be " + scaled[i].name() + ": " + name);
      }
      restored[i] = readScales(format, scaled[i].scales().length, in);
    }
    return restored;
  }

  private static RunningScale[] readScales(int format, int count, DataInputStream in)
      throws IOException {
    RunningScale[] scales = new RunningScale[count];
    for (int i = 0; i < count; i++) {
      scales[i] = RunningScale.read(format, in);
    }
    return scales;
  }
}

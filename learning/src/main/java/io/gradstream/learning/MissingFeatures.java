package io.gradstream.learning;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each field that a feature reads had no value: a field that is misspelt, or renamed by
 * whoever writes it, never has one; and how often one had a value that broke a rule and was set
 * aside. Not thread safe.
 */
public final class MissingFeatures {

  /** Records after which a field that never had a value is worth a warning. */
  public static final int WARN_AFTER = 1_000;

  private final String[] names; // [fields]
  private final int[] fields; // [fields]: index in the event
  private final long[] missing; // [fields]
  private final Map<String, Map<Reason, Long>> setAside = new TreeMap<>(); // by field
  private long records;

  public MissingFeatures(ModelSpec spec) {
    names =
        spec.features().stream()
            .flatMap(feature -> feature.reads().stream())
            .distinct()
            .toArray(String[]::new);
    fields = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = spec.events().indexOf(names[i]);
    }
    missing = new long[names.length];
  }

  public void take(Decoded.Good read) {
    for (Decoded.Bad bad : read.setAside()) {
      setAside
          .computeIfAbsent(bad.field(), field -> new EnumMap<>(Reason.class))
          .merge(bad.reason(), 1L, Long::sum);
    }
    take(read.event());
  }

  private void take(Event event) {
    records++;
    for (int i = 0; i < fields.length; i++) {
      if (event.isMissing(fields[i])) {
        missing[i]++;
      }
    }
  }

  public long records() {
    return records;
  }

  /** Records without a value, of each field that there are any of, in the spec's order. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (missing[i] > 0) {
        counts.put(names[i], missing[i]);
      }
    }
    return counts;
  }

  /** Values that broke a rule and were set aside, by field and reason. */
  public Map<String, Map<Reason, Long>> setAside() {
    return setAside;
  }

  /** Fields that have not had a single value; none before there was a record. */
  public List<String> neverThere() {
    List<String> never = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (records > 0 && missing[i] == records) {
        never.add(names[i]);
      }
    }
    return never;
  }
}

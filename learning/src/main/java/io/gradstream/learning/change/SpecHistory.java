package io.gradstream.learning.change;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.Meaning;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.schemas.Compact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which spec stored state was written under: a model's generation says so, because a spec that
 * changes what is learned starts a new generation. The newest is the one in force. Immutable.
 *
 * <p>The spec is kept as its text, whose meaning {@code specVersion} fixes.
 */
public final class SpecHistory {

  // Format of an entry by what its spec means: in 1 the absence of a network had its first meaning.
  private static final List<Meaning> MEANINGS = List.of(Meaning.values());

  private final TreeMap<Long, Entry> specs; // by generation; never empty

  private record Entry(LearnerSpec spec, Meaning meaning) {}

  private SpecHistory(TreeMap<Long, Entry> specs) {
    this.specs = specs;
  }

  /** History of a learner that starts, or whose state says nothing of its spec. */
  public static SpecHistory of(long generation, LearnerSpec spec) {
    return new SpecHistory(new TreeMap<>(Map.of(generation, new Entry(spec, Meaning.PRESENT))));
  }

  /**
   * Reads what {@link #entries()} wrote.
   *
   * @param entries at least one
   * @throws IncompatibleStateException when a spec is none for this release
   */
  public static SpecHistory read(Iterable<byte[]> entries) {
    TreeMap<Long, Entry> specs = new TreeMap<>();
    for (byte[] entry : entries) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry));
      try {
        int format = Compact.readFormat(MEANINGS.size(), "the spec of a generation", in);
        Meaning meaning = MEANINGS.get(format - 1);
        long generation = Compact.readUnsigned(in);
        SpecBundle bundle = SpecBundle.decode(Compact.readText(in));
        specs.put(generation, new Entry(SpecReader.read(bundle, meaning), meaning));
      } catch (InvalidSpecException e) {
        throw IncompatibleStateException.unreadable(e);
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalStateException(
            "the spec of a generation is damaged: " + e.getMessage(), e);
      }
    }
    return new SpecHistory(specs);
  }

  /** The versioned form, one entry for each generation. */
  public List<byte[]> entries() {
    List<byte[]> entries = new ArrayList<>();
    specs.forEach((generation, spec) -> entries.add(entry(generation, spec)));
    return entries;
  }

  private static byte[] entry(long generation, Entry spec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(MEANINGS.indexOf(spec.meaning()) + 1);
      Compact.writeUnsigned(generation, out);
      Compact.writeText(spec.spec().source().encode(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** What the present spec changes of the one in force. */
  public SpecChange changeTo(LearnerSpec present) {
    return SpecChange.between(spec(), present);
  }

  /**
   * The history with the present spec in force: in a generation of its own when it changes what is
   * learned, so that a version learned under one spec never comes again under another.
   *
   * @param unused a generation that no version was ever published of
   */
  public SpecHistory with(LearnerSpec present, long unused) {
    return changeTo(present).changesLearning()
        ? branch(present, unused)
        : inForce(generation(), present);
  }

  /**
   * The history with the present spec in force, in a generation of its own whatever it changes.
   *
   * @param unused a generation that no version was ever published of
   */
  public SpecHistory branch(LearnerSpec present, long unused) {
    return inForce(Math.max(generation() + 1, unused), present);
  }

  private SpecHistory inForce(long generation, LearnerSpec present) {
    TreeMap<Long, Entry> next = new TreeMap<>(specs);
    next.put(generation, new Entry(present, Meaning.PRESENT));
    return new SpecHistory(next);
  }

  /**
   * The history of a challenger of the spec in force, as that of a learner that learns alone: of
   * the generations that had it.
   */
  public SpecHistory of(String challenger) {
    TreeMap<Long, Entry> had = new TreeMap<>();
    specs.forEach(
        (generation, entry) ->
            entry
                .spec()
                .challenger(challenger)
                .ifPresent(
                    of -> had.put(generation, new Entry(entry.spec().alone(of), entry.meaning()))));
    return new SpecHistory(had);
  }

  /** The generation in force. */
  public long generation() {
    return specs.lastKey();
  }

  /** The spec in force. */
  public LearnerSpec spec() {
    return specs.lastEntry().getValue().spec();
  }

  /** The spec of a generation; of one that is older than all known, the oldest there is. */
  LearnerSpec spec(long generation) {
    Map.Entry<Long, Entry> entry = specs.floorEntry(generation);
    return (entry == null ? specs.firstEntry() : entry).getValue().spec();
  }
}

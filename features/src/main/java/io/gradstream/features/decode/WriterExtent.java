package io.gradstream.features.decode;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What a writer's schema becomes when Avro prepares to read it: a copy of every named type at each
 * place that uses it, but for places within itself. A short text may so declare more than memory
 * holds, and a recursive one lets a record nest as deep as it is long.
 */
final class WriterExtent {

  /** Far beyond what people write, far below what memory holds. */
  static final int MOST_TYPES = 100_000;

  /** Within a stack of 1 MB, which every thread has, several times. */
  static final int MOST_SKIPPED_BLOCKS = 500;

  private final Map<Schema, Long> sizes = new IdentityHashMap<>();
  private final Set<Schema> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean recursive;

  private WriterExtent() {}

  /**
   * @throws IllegalArgumentException when it is more than {@link #MOST_TYPES}
   */
  static WriterExtent of(Schema writer) {
    WriterExtent extent = new WriterExtent();
    if (extent.size(writer) > MOST_TYPES) {
      throw new IllegalArgumentException(
          "the writer's schema %s must have at most %d types, each counted where it is used"
              .formatted(writer.getFullName(), MOST_TYPES));
    }
    return extent;
  }

  /** How many arrays and maps of one record may be skipped item by item. */
  int skippedBlocks() {
    return recursive ? MOST_SKIPPED_BLOCKS : Integer.MAX_VALUE;
  }

  private long size(Schema schema) {
    if (open.contains(schema)) {
      recursive = true;
      return 1;
    }
    Long known = sizes.get(schema);
    if (known != null) {
      return known;
    }
    open.add(schema);
    long size = 1;
    for (Schema part : parts(schema)) {
      size = Math.min(size + size(part), Integer.MAX_VALUE);
    }
    open.remove(schema);
    sizes.put(schema, size);
    return size;
  }

  private static List<Schema> parts(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
      case ARRAY -> List.of(schema.getElementType());
      case MAP -> List.of(schema.getValueType());
      case UNION -> schema.getTypes();
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> List.of();
    };
  }
}

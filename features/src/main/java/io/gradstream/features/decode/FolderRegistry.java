package io.gradstream.features.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Schemas as files {@code ID.avsc} in a folder, for a broker without a registry. A file may be
 * added at any time; one that was read is not read again.
 */
final class FolderRegistry implements SchemaRegistry {

  private final Path folder;
  private final Map<Integer, Schema> known = new HashMap<>();

  FolderRegistry(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws UncheckedIOException when the file is there and cannot be read
   * @throws org.apache.avro.AvroRuntimeException when it holds no schema
   */
  @Override
  public synchronized Optional<Schema> byId(int id) {
    Schema schema = known.get(id);
    if (schema == null) {
      Path file = folder.resolve(id + ".avsc");
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      schema = read(file);
      known.put(id, schema);
    }
    return Optional.of(schema);
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + file, e);
    }
  }
}

package io.gradstream.features.encode;

import io.gradstream.schemas.Newest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The last steps of each entity. A new one beyond the most there may be takes the place of that
 * which entered nothing for longest. State of one owner, not thread safe.
 */
final class WindowTable {

  /** Of an entity that nothing is known of. */
  private final WindowSteps nothing;

  private final FeatureSpec.Window spec;
  private final Map<String, WindowSteps> entities; // least recent first

  WindowTable(FeatureSpec.Window spec) {
    this.spec = spec;
    entities = new Newest<>(spec.entities());
    nothing = steps();
  }

  private WindowSteps steps() {
    return new WindowSteps(spec.place(), spec.steps());
  }

  /**
   * What has entered of an entity; nothing to be changed.
   *
   * @param entity null for none
   */
  WindowSteps of(String entity) {
    return entities.getOrDefault(entity, nothing);
  }

  /** An event of an entity enters, see {@link WindowSteps#enter}. */
  void enter(String entity, long time, double[] values) {
    WindowSteps known = entities.remove(entity);
    WindowSteps steps = known == null ? steps() : known;
    steps.enter(time, values);
    entities.put(entity, steps);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(spec.steps());
    out.writeInt(spec.fields().size());
    out.writeInt(entities.size());
    for (Map.Entry<String, WindowSteps> entity : entities.entrySet()) {
      out.writeUTF(entity.getKey());
      entity.getValue().write(out);
    }
  }

  static WindowTable read(FeatureSpec.Window spec, DataInputStream in) throws IOException {
    int steps = in.readInt();
    int fields = in.readInt();
    int count = in.readInt();
    if (steps != spec.steps() || fields != spec.fields().size()) {
      throw new IOException(
          "a window must be of %d steps of %d numbers: steps=%d numbers=%d"
              .formatted(spec.steps(), spec.fields().size(), steps, fields));
    }
    if (count < 0 || count > spec.entities()) {
      throw new IOException(
          "entities of a window must be in 0..%d: %d".formatted(spec.entities(), count));
    }
    WindowTable table = new WindowTable(spec);
    for (int i = 0; i < count; i++) {
      String entity = in.readUTF();
      WindowSteps read = WindowSteps.read(spec.place(), steps, fields, in);
      if (table.entities.put(entity, read) != null) {
        throw new IOException("an entity of a window is there twice: " + entity);
      }
    }
    return table;
  }
}

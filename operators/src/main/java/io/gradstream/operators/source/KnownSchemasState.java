package io.gradstream.operators.source;

import io.gradstream.features.decode.KnownSchemas;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.KnownSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The schemas that a registry has told to any subtask of a source, in a union list: after a restart
 * each knows all of them, so records of ids that were seen before need no registry. What was
 * restored is written by the first subtask alone.
 */
final class KnownSchemasState {

  private final ListState<KnownSchema> list;
  private final String registry; // empty: there is none
  private final KnownSchemas known;
  private final Set<Integer> ofAll = new HashSet<>();

  private KnownSchemasState(ListState<KnownSchema> list, String registry, KnownSchemas known) {
    this.list = list;
    this.registry = registry;
    this.known = known;
  }

  /**
   * @param registry its URL; what another one told is forgotten
   * @param known gets what was stored
   */
  static KnownSchemasState restore(
      StateInitializationContext context, String registry, KnownSchemas known) throws Exception {
    KnownSchemasState state =
        new KnownSchemasState(
            context.getOperatorStateStore().getUnionListState(StateNames.KNOWN_SCHEMAS),
            registry,
            known);
    if (context.isRestored()) {
      state.restore();
    }
    return state;
  }

  private void restore() throws Exception {
    for (KnownSchema schema : list.get()) {
      if (schema.registry().equals(registry)) {
        known.add(schema.id(), schema.text());
        ofAll.add(schema.id());
      }
    }
  }

  /** Writes what is known now. */
  void keep(TaskInfo task) throws Exception {
    boolean first = task.getIndexOfThisSubtask() == 0;
    List<KnownSchema> schemas = new ArrayList<>();
    known
        .texts()
        .forEach(
            (id, text) -> {
              if (first || !ofAll.contains(id)) {
                schemas.add(new KnownSchema(registry, id, text));
              }
            });
    list.update(schemas);
  }
}

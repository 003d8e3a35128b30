package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.RecurrentSpec;

/** Makes the layers of {@link RecurrentSpec}. */
final class RecurrentLayers {

  private RecurrentLayers() {}

  static Layer of(RecurrentSpec spec, String name, Signal input, Site site) {
    return switch (spec.over()) {
      case ROW -> new RowRecurrence(spec, name, input, site);
      case STREAM -> new StreamRecurrence(spec, name, input, site);
    };
  }
}

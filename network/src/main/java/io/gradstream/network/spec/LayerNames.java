package io.gradstream.network.spec;

import java.util.Locale;

/**
 * What layers are called in the names of their tensors. No snapshot holds these names; a model that
 * takes over what fits of another finds the tensors by them.
 */
public final class LayerNames {

  private LayerNames() {}

  /** For instance {@code dense}. */
  public static String kind(LayerSpec spec) {
    if (spec instanceof RecurrentSpec recurrent) {
      return recurrent.cell().name().toLowerCase(Locale.ROOT);
    }
    String name = spec.getClass().getSimpleName();
    String kind = name.endsWith("Spec") ? name.substring(0, name.length() - 4) : name;
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }
}

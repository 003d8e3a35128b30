package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.updates.SparseTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Where layers are built.
 *
 * @param layout of the network
 * @param batch largest number of rows
 * @param input of the whole network
 * @param parts of that input, by name
 * @param tables collects the tensors of which a step touches few rows
 * @param isOfTables whether nothing enters but rows of tables, which all are zero at first
 */
public record Site(
    Layout layout,
    int batch,
    Signal input,
    List<InputPart> parts,
    List<SparseTensor> tables,
    boolean isOfTables) {

  public Site(Layout layout, int batch, Signal input, List<InputPart> parts, boolean isOfTables) {
    this(layout, batch, input, parts, new ArrayList<>(), isOfTables);
  }

  public Site(Layout layout, int batch, Signal input, List<InputPart> parts) {
    this(layout, batch, input, parts, false);
  }

  Signal signal(Shape shape, int lengths) {
    return Signal.reserve(layout, batch, shape, lengths);
  }

  /** A part of the network's input, as {@link NetworkSpec} names it. */
  InputPart part(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "select expects one of "
                        + parts.stream().map(InputPart::name).toList()
                        + ": "
                        + name));
  }

  /**
   * @param column of the network's input where the part starts
   */
  public record InputPart(String name, Shape shape, int column) {}
}

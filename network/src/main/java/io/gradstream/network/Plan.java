package io.gradstream.network;

import io.gradstream.network.heads.Head;
import io.gradstream.network.layers.Chain;
import io.gradstream.network.layers.EmbeddingTable;
import io.gradstream.network.layers.InputTables;
import io.gradstream.network.layers.OutputLayer;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.updates.SparseTensor;
import java.util.ArrayList;
import java.util.List;

/** A network's layers and where everything lies, before there is memory for it. */
final class Plan {

  private final NetworkSpec spec;
  private final int inputs; // numbers in a row
  private final Signal input; // [batch, numbers and rows of the tables]
  private final int targetWidth;
  private final int targets; // [batch, targetWidth]
  private final Site site;
  private final List<EmbeddingTable> categories = new ArrayList<>();
  private final Program program;

  Plan(NetworkSpec spec, int batch, Layout layout) {
    this.spec = spec;
    inputs = spec.inputs();
    Shape shape = spec.inputShape();
    input =
        spec.embeddings().isEmpty()
            ? Signal.constant(layout, batch, shape)
            : Signal.reserve(layout, batch, shape, Signal.NONE);
    targetWidth = Head.targetWidth(spec.head(), shape);
    targets = layout.workspace((long) batch * targetWidth);
    boolean isOfTables = inputs == 0 && !spec.embeddings().isEmpty();
    site = new Site(layout, batch, input, parts(), isOfTables);
    program =
        spec.head() instanceof HeadSpec.Adversarial adversarial
            ? adversarial(adversarial)
            : supervised();
    layout.finish();
  }

  private Program adversarial(HeadSpec.Adversarial head) {
    addTables();
    return new Adversarial(head, spec.layers(), site);
  }

  private Program supervised() {
    Chain layers = new Chain(List.of(), "", input, site);
    if (!spec.embeddings().isEmpty()) {
      addTables();
      layers.add(new InputTables(input, categories));
    }
    layers.addAll(spec.layers(), "", site);
    OutputLayer.add(spec.head(), input.shape(), "output", layers, site);
    Head head = Head.of(spec.head(), layers.output(), input, targets, site);
    return new Supervised(layers, head, site.layout().weights());
  }

  private void addTables() {
    int column = inputs;
    for (EmbeddingSpec table : spec.embeddings()) {
      categories.add(new EmbeddingTable(table, input, column, site.batch(), site.layout()));
      column += table.width();
    }
    categories.forEach(table -> site.tables().add(table.tensor()));
  }

  private List<Site.InputPart> parts() {
    List<Site.InputPart> parts = new ArrayList<>();
    int column = 0;
    for (NetworkSpec.Part part : spec.parts()) {
      parts.add(new Site.InputPart(part.name(), part.shape(), column));
      column += part.shape().size();
    }
    for (EmbeddingSpec table : spec.embeddings()) {
      parts.add(new Site.InputPart(table.name(), Shape.of(table.width()), column));
      column += table.width();
    }
    return parts;
  }

  NetworkSpec spec() {
    return spec;
  }

  /** Stages one step of row 0 of a sequence of tokens. */
  void stageStep(float[] memory, int step, int token) {
    memory[input.values() + step] = token;
  }

  /** Stages one row of each category table. */
  void stageCategories(int row, int[] tableRows, int tableOffset) {
    for (int t = 0; t < categories.size(); t++) {
      categories.get(t).stage(row, tableRows[tableOffset + t]);
    }
  }

  /** Copies a row's numbers into the input. */
  void stage(float[] memory, int row, float[] dense, int offset) {
    System.arraycopy(dense, offset, memory, input.values() + row * input.width(), inputs);
  }

  int targetWidth() {
    return targetWidth;
  }

  int targets() {
    return targets;
  }

  Program program() {
    return program;
  }

  List<EmbeddingTable> categories() {
    return categories;
  }

  List<SparseTensor> tables() {
    return site.tables();
  }
}

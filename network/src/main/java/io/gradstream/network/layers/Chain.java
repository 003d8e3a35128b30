package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.LayerNames;
import io.gradstream.network.spec.LayerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layers one after the other. */
public final class Chain implements Layer {

  /** A layer by its name, which its tensors' names start with. */
  public record Part(String name, Layer layer) {}

  private final Signal input;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param prefix of the layers' names, empty or ending with a dot
   */
  public Chain(List<LayerSpec> specs, String prefix, Signal input, Site site) {
    this.input = input;
    addAll(specs, prefix, site);
  }

  /**
   * More layers at the end, numbered from 1.
   *
   * @throws InvalidLayerException when the input of one does not fit it
   */
  public void addAll(List<LayerSpec> specs, String prefix, Site site) {
    String before = "";
    for (int l = 0; l < specs.size(); l++) {
      String kind = LayerNames.kind(specs.get(l));
      try {
        add(specs.get(l), prefix + kind + (l + 1), site);
      } catch (InvalidLayerException e) {
        throw e.within(l, kind);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw InvalidLayerException.of(l, kind, before, e);
      }
      before = kind;
    }
  }

  /** A block finds out by itself which layer within does not fit. */
  private void add(LayerSpec spec, String name, Site site) {
    if (!(spec instanceof BlockSpec)) {
      spec.output(output().shape());
    }
    add(name, Layer.of(spec, name, output(), site));
  }

  /** One more layer at the end. */
  public void add(String name, Layer layer) {
    add(layer);
    parts.add(new Part(name, layer));
  }

  /** One more that has no name of its own. */
  public void add(Layer layer) {
    layers.add(layer);
  }

  /** The layers with a name. */
  public List<Part> parts() {
    return parts;
  }

  @Override
  public Signal output() {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(compute, rows);
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      layers.get(l).backward(compute, rows);
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    layers.forEach(layer -> layer.initialize(compute, random));
  }

  @Override
  public boolean keepsUnits() {
    return layers.stream().allMatch(Layer::keepsUnits);
  }

  @Override
  public void collectUnits(List<HiddenUnits> into) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).collectUnits(into);
      int next = nextThatMixes(l + 1);
      Optional<UnitMatrix> matrix = layers.get(l).unitMatrix();
      if (matrix.isPresent() && next < layers.size()) {
        Signal read = layers.get(next - 1).output();
        if (read.shape().last() % matrix.get().units() == 0) {
          into.add(new HiddenUnits(matrix.get(), read, layers.get(next).unitMatrix()));
        }
      }
    }
  }

  private int nextThatMixes(int from) {
    int next = from;
    while (next < layers.size() && layers.get(next).keepsUnits()) {
      next++;
    }
    return next;
  }

  /** What the last layer reads, where hidden layers are before it. */
  public Optional<Signal> lastHidden() {
    return parts.size() < 2
        ? Optional.empty()
        : parts.get(parts.size() - 1).layer().unitMatrix().map(UnitMatrix::input);
  }

  @Override
  public long flops() {
    return layers.stream().mapToLong(Layer::flops).sum();
  }

  @Override
  public boolean differsInTraining() {
    return layers.stream().anyMatch(Layer::differsInTraining);
  }

  @Override
  public void commit(Compute compute, int rows) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).commit(compute, rows);
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forwardStep(compute, step);
    }
  }
}

package io.gradstream.network;

import java.util.ArrayList;
import java.util.List;

/** Layers one after the other. */
final class Chain implements Layer {

  private final Signal input;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param prefix of the layers' names, empty or ending with a dot
   */
  Chain(List<LayerSpec> specs, String prefix, Signal input, Site site) {
    this.input = input;
    addAll(specs, prefix, site);
  }

  /** More layers at the end, numbered from 1. */
  void addAll(List<LayerSpec> specs, String prefix, Site site) {
    int number = 1;
    for (LayerSpec spec : specs) {
      add(Layer.of(spec, prefix + LayerNames.kind(spec) + number++, output(), site));
    }
  }

  /** One more layer at the end. */
  void add(Layer layer) {
    layers.add(layer);
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

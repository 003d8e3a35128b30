package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.Target;
import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.StepResult;
import java.util.Optional;

/** A network. */
final class NetworkMember implements Member {

  private final String name;
  private final Network network;
  private final Target target;
  private final ClassRows classes;
  private final Anchor anchor;
  private final boolean remembers; // the stream, from row to row
  private final float reference; // rate of the learner at which the member has its own
  private final Optional<Float> ownRate; // none: the learner's

  NetworkMember(
      String name,
      Network network,
      Target target,
      ClassRows classes,
      Anchor anchor,
      boolean remembers,
      float reference,
      Optional<Float> ownRate) {
    this.name = name;
    this.network = network;
    this.target = target;
    this.classes = classes;
    this.anchor = anchor;
    this.remembers = remembers;
    this.reference = reference;
    this.ownRate = ownRate;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Anchor anchor() {
    return anchor;
  }

  @Override
  public void input(int place, float[] inputs, int offset, int[] tables, int tableOffset) {
    network.input(place, inputs, offset, tables, tableOffset);
  }

  @Override
  public void target(int place, float[] inputs, int offset, float label) {
    openClasses();
    target.stage(network, place, inputs, offset, label);
  }

  /** The network has the classes that there are by now. */
  private void openClasses() {
    if (classes.isOpen()) {
      network.open(classes.count(), classes.weights());
    }
  }

  @Override
  public void predict(int rows) {
    openClasses();
    network.predict(rows);
  }

  @Override
  public StepResult train(int rows) {
    return network.train(rows);
  }

  @Override
  public void output(Row row, int place, double[] into) {
    target.read(network, place, row.inputs, into);
  }

  /** A state that goes on from event to event must not go on from one of before. */
  @Override
  public boolean replays() {
    return !remembers;
  }

  @Override
  public Optional<Network> network() {
    return Optional.of(network);
  }

  @Override
  public Optional<RecursiveLeastSquares> squares() {
    return Optional.empty();
  }

  @Override
  public void resetRow(int table, int row) {
    network.resetRow(table, row);
  }

  @Override
  public void startAnew(long seed) {
    network.reset(seed);
  }

  @Override
  public void takeOver(Member other) {
    other.network().ifPresent(network::takeOver);
  }

  @Override
  public void setLearningRate(float learningRate) {
    float factor = learningRate == reference ? 1 : learningRate / reference;
    network.setLearningRate(ownRate.map(own -> Math.min(1, own * factor)).orElse(learningRate));
  }

  @Override
  public void close() {
    network.close();
  }
}

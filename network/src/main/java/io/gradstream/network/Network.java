package io.gradstream.network;

import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.network.plasticity.UnitUpkeep;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.UnfitStartException;
import io.gradstream.network.updates.FlatVector;

/**
 * A network with its weights, moments and workspace. One thread at a time. Freed by {@link
 * #close()}.
 *
 * <p>Use: stage rows with {@link #input} (and {@link #target}), then {@link #predict} or {@link
 * #train}, then read {@link #output}. Staged rows stay until they are staged anew.
 */
public final class Network implements AutoCloseable {

  /** Floats in a block of weights or moments: 64 KiB. */
  public static final int BLOCK = FlatVector.BLOCK;

  private final TrainingSpec training;
  private final int batch;
  private final Plan plan;
  private final TensorTable tensors;
  private final Signal output;
  private final boolean differsInTraining;
  private final StepRandom random = new StepRandom();
  private final UnitUpkeep units;
  private final Workspace work;
  private int trained; // rows of the last step, 0 before the first
  private int outputs; // where outputs are read
  private long changes; // of weights or workspace
  private boolean closed;

  /**
   * @param batch largest number of rows staged at once
   * @param seed initial weights and every random number follow from it alone
   * @throws InvalidLayerException when the input of a layer does not fit it
   * @throws UnfitStartException when the network has no such tensors as those it is to start with
   */
  public Network(NetworkSpec spec, TrainingSpec training, int batch, long seed) {
    this.training = training;
    this.batch = Arguments.positive("batch", batch);
    Layout layout = new Layout();
    plan = new Plan(spec, batch, layout);
    output = plan.program().output();
    differsInTraining = training.averaging() > 0 || plan.program().differsInTraining();
    tensors = layout.tensors();
    Start.requireFit(training.start(), tensors);
    Program program = plan.program();
    units =
        new UnitUpkeep(
            training, program.hiddenUnits(), program.lastHidden(), program::initialize, layout);
    MemoryMap map = MemoryMap.of(layout, output, training, batch, units.stateSize());
    work = Workspace.of(map, training, layout, plan.tables(), random);
    reset(seed);
  }

  /** A network whose optimizer steps at a constant rate, and that is all. */
  public Network(NetworkSpec spec, OptimizerSpec optimizer, int batch, long seed) {
    this(spec, TrainingSpec.of(optimizer), batch, seed);
  }

  /** The tensors in the flat weight vector: name, shape, offset. */
  public TensorTable tensors() {
    return tensors;
  }

  /**
   * Weights, moments, steps and learning rate as they are for the seed, and as {@link
   * TrainingSpec#start} says: what a new model starts with.
   */
  public void reset(long seed) {
    requireOpen();
    changes++;
    work.parameters().clear(0, tensors.size());
    plan.program().initialize(work.learning(), new RandomWeights(seed, training.initializer()));
    Start.put(training.start(), tensors, work.parameters());
    work.parameters().startAverages();
    random.seed(seed);
    work.updates().reset();
    work.parameters().units().clear();
    units.startAnew();
    outputs = output.values();
    trained = 0;
  }

  /** Stages one row: {@code spec.inputs()} floats and one row of each embedding table. */
  public void input(int row, float[] dense, int denseOffset, int[] tableRows, int tableOffset) {
    requireOpen();
    Arguments.index("row", row, batch);
    plan.stage(work.memory(), row, dense, denseOffset);
    plan.stageCategories(row, tableRows, tableOffset);
  }

  /** Stages the target of one row, as {@link HeadSpec} describes it, where it is one float. */
  public void target(int row, float target) {
    requireOpen();
    plan.program().checkTarget(target);
    if (plan.targetWidth() != 1) {
      Arguments.check(false, "targets", plan.targetWidth() + " of a row", 1);
    }
    work.memory()[plan.targets() + Arguments.index("row", row, batch)] = target;
  }

  /** Stages the targets of one row, {@link #targetWidth()} floats. */
  public void targets(int row, float[] targets, int offset) {
    requireOpen();
    int width = plan.targetWidth();
    for (int i = 0; i < width; i++) {
      plan.program().checkTarget(targets[offset + i]);
    }
    int start = plan.targets() + Arguments.index("row", row, batch) * width;
    System.arraycopy(targets, offset, work.memory(), start, width);
  }

  /** Lets only the first classes be there, with weights that follow the stream or none. */
  public void open(int classes, float[] weights) {
    plan.program().open(classes, weights);
  }

  /**
   * Floats of target a row has: the steps of a sequence for a language model, 0 where the input
   * itself is all there is to learn from, otherwise 1.
   */
  public int targetWidth() {
    return plan.targetWidth();
  }

  /** Forward pass of the first {@code rows} staged rows. Changes no weight. */
  public void predict(int rows) {
    requireRows(rows);
    trained = 0;
    plan.program().predict(work.answering(), rows);
    outputs = output.values();
  }

  /**
   * Rows of an adversarial network's own making, for a {@link RowSampler}. Changes no weight and no
   * output.
   *
   * @param samples [count, values of a row of the input], filled
   */
  void samples(SplitMix noise, float[][] samples) {
    requireOpen();
    plan.program().samples(work.answering(), noise, batch, samples);
  }

  NetworkSpec spec() {
    return plan.spec();
  }

  /** Grows with all that makes the steps of a {@link #predictStep} so far worthless. */
  long changes() {
    return changes;
  }

  /** Probabilities of the token after this one, which follows the steps before. Uses row 0. */
  void predictStep(int step, int token, float[] probabilities) {
    requireOpen();
    changes++;
    plan.stageStep(work.memory(), step, token);
    plan.program().predictStep(work.answering(), step);
    outputs = output.values();
    System.arraycopy(
        work.memory(),
        outputs + step * probabilities.length,
        probabilities,
        0,
        probabilities.length);
  }

  /**
   * Forward, loss, gradients, step. {@link #output} then gives the outputs before the step, as a
   * prediction would have. Allocates nothing but its result.
   */
  public StepResult train(int rows) {
    requireRows(rows);
    if (differsInTraining) {
      score(rows);
    }
    random.step(work.updates().steps() + 1);
    trained = rows;
    StepResult result = plan.program().train(work.learning(), work.updates(), rows);
    units.observe(work.memory(), rows);
    if (result.updated()) {
      units.updated(work.learning(), work.parameters(), work.updates().steps(), rows);
    }
    if (!differsInTraining) {
      outputs = output.values();
    }
    return result;
  }

  /**
   * Lets the least useful units of each hidden layer begin anew, those that continual backprop
   * could replace. Only right after a step of training, whose values it looks at.
   *
   * @param share of a layer's units, in (0, 1]; at least one is replaced
   */
  public void refreshUnits(double share) {
    requireOpen();
    Arguments.check(share > 0 && share <= 1, "share", "in (0, 1]", share);
    if (trained > 0) {
      changes++;
      units.refresh(work.learning(), work.parameters(), share, trained);
    }
  }

  private void score(int rows) {
    plan.program().predict(work.scoring(), rows);
    work.learning().rows().copy(rows * output.width(), output.values(), work.scored());
    outputs = work.scored();
  }

  /** One of {@link #outputWidth()} outputs of a staged row, as {@link HeadSpec} describes them. */
  public float output(int row, int column) {
    requireOpen();
    Arguments.index("row", row, batch);
    Arguments.index("column", column, output.width());
    return work.memory()[outputs + row * output.width() + column];
  }

  /** Values in a row of the output. */
  public int outputWidth() {
    return output.width();
  }

  /** A value has claimed this row: its weights and moments become zero. */
  public void resetRow(int table, int row) {
    requireOpen();
    changes++;
    int tables = plan.categories().size();
    plan.categories().get(Arguments.index("table", table, tables)).reset(work.parameters(), row);
  }

  /** How much of the network is in use; computed when asked for. Changes nothing. */
  public Activity activity() {
    requireOpen();
    return units.activity(work.memory());
  }

  public float learningRate() {
    return work.updates().learningRate();
  }

  /**
   * @param learningRate in (0, 1], before the schedule
   */
  public void setLearningRate(float learningRate) {
    work.updates().setLearningRate(OptimizerSpec.checkedLearningRate(learningRate));
  }

  /** Updates so far; part of the optimizer's state (Adam's bias correction). */
  public long steps() {
    return work.updates().steps();
  }

  public void setSteps(long steps) {
    Arguments.check(steps >= 0, "steps", "at least 0", steps);
    work.updates().setSteps(steps);
  }

  /**
   * Takes over what fits of another network, which is only read: tensors of the same name and shape
   * with their averages; when both optimizers are of one kind, moments and steps; what is known of
   * the units of a layer that has its like there, with the layer that reads it.
   */
  public void takeOver(Network other) {
    requireOpen();
    other.requireOpen();
    changes++;
    warmStart().from(other.warmStart());
  }

  private WarmStart warmStart() {
    return new WarmStart(training, tensors, work.parameters(), work.updates(), units);
  }

  /** The vector that predicts, which is what a snapshot takes: the averages where there are any. */
  public NetworkVector served() {
    return training.averaging() > 0 ? NetworkVector.AVERAGES : NetworkVector.WEIGHTS;
  }

  /** Number of blocks of the vector; the last may be shorter. 0 for moments of plain SGD. */
  public int blocks(NetworkVector vector) {
    return work.parameters().vector(vector).blocks();
  }

  /** A fresh array with the block's values. */
  public float[] block(NetworkVector vector, int block) {
    requireOpen();
    return work.parameters().vector(vector).block(block);
  }

  /** Replaces the block's values; it counts as changed. */
  public void setBlock(NetworkVector vector, int block, float[] values) {
    requireOpen();
    changes++;
    work.parameters().vector(vector).setBlock(block, values);
  }

  /** Whether the block has changed since {@link #markClean()}. */
  public boolean isDirty(NetworkVector vector, int block) {
    return work.parameters().vector(vector).isDirty(block);
  }

  public void markClean() {
    work.parameters().markClean();
  }

  /** Frees the memory; the network is of no further use. A second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      work.arena().close();
    }
  }

  private void requireRows(int rows) {
    requireOpen();
    changes++;
    if (rows < 1 || rows > batch) {
      Arguments.check(false, "rows", "in [1, " + batch + "]", rows);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed: its memory is freed");
    }
  }
}

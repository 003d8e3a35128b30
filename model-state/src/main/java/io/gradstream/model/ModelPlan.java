package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.TableSpec;
import io.gradstream.features.history.History;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.targets.ClassRows;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model's members are, by the inputs there are: a row is what the encoder makes of the
 * event, then its history.
 */
public final class ModelPlan {

  private static final String MAIN = "main"; // names of members' states: never another
  private static final String MEMBER = "member"; // with its index
  private static final int MOST_OF_LINEAR = 512; // inputs: their squares are kept
  private static final int MOST_OF_CENTERS = 1 << 16; // inputs times classes
  private static final int MOST_SERVED = 64; // rows: more gain nothing
  private static final long SERVED_BYTES = 4 << 20; // of all rows but the first
  private static final double FORGETTING = 1 - 1.0 / 2000;
  private static final double RIDGE = 3;

  private final ModelSpec spec;
  private final Encoder encoder;
  private final Optional<History> history;

  /**
   * @throws IllegalArgumentException when members cannot predict the target
   */
  ModelPlan(ModelSpec spec, Encoder encoder, Optional<History> history) {
    this.spec = spec;
    this.encoder = encoder;
    this.history = history;
    if (spec.pool().isPresent()) {
      spec.target().memberHead(spec.features());
    }
    if (!spec.target().isNumber() && spec.members().stream().anyMatch(ModelPlan::isOfNumber)) {
      throw new IllegalArgumentException(
          "least squares are of a number, and so is what was its own: " + spec.target());
    }
    boolean hasCenters =
        spec.members().stream().anyMatch(MemberSpec.Discriminant.class::isInstance);
    if (spec.target().isNumber() && hasCenters) {
      throw new IllegalArgumentException("a discriminant is of classes: " + spec.target());
    }
  }

  private static boolean isOfNumber(MemberSpec member) {
    return member instanceof MemberSpec.Linear || member instanceof MemberSpec.Own;
  }

  public static ModelPlan of(ModelSpec spec) {
    return new ModelPlan(spec, spec.encoder(), spec.history());
  }

  /** Number of inputs of a row. */
  public int width() {
    return encoder.width() + history.map(History::width).orElse(0);
  }

  /** Names of the inputs of a row: [width]. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(encoder.columns());
    history.ifPresent(of -> columns.addAll(of.columns()));
    return columns;
  }

  /** Category tables that a row has a place in, each. */
  public List<TableSpec> tables() {
    return encoder.tableSpecs();
  }

  /**
   * What the networks take, in the order of the members; without the least squares.
   *
   * @param batch largest number of rows at once
   */
  public List<NetworkPlan> networks(TrainingSpec training, int batch) {
    return networks().stream().map(of -> NetworkPlan.of(of, training, batch)).toList();
  }

  private List<NetworkSpec> networks() {
    if (spec.pool().isEmpty()) {
      return List.of(spec.networkSpec());
    }
    List<NetworkSpec> networks = new ArrayList<>();
    for (MemberSpec member : spec.members()) {
      network(member).ifPresent(networks::add);
    }
    return networks;
  }

  private Optional<NetworkSpec> network(MemberSpec member) {
    if (member instanceof MemberSpec.Perceptron perceptron) {
      return Optional.of(perceptron(perceptron));
    }
    return member instanceof MemberSpec.Layers layers
        ? Optional.of(layers(layers))
        : Optional.empty();
  }

  private NetworkSpec perceptron(MemberSpec.Perceptron member) {
    int width = encoder.width() + member.through().map(this::end).orElse(0);
    List<LayerSpec> layers =
        member.hidden().stream()
            .<LayerSpec>map(hidden -> new DenseSpec(hidden, Activation.RELU))
            .toList();
    return new NetworkSpec(
        width, ModelSpec.embeddings(encoder), layers, spec.target().memberHead(spec.features()));
  }

  private NetworkSpec layers(MemberSpec.Layers member) {
    List<Part> parts = new ArrayList<>(ModelSpec.parts(encoder));
    int past = member.through().map(this::end).orElse(0);
    if (past > 0) {
      parts.add(new Part(MemberSpec.Layers.HISTORY, Shape.of(past)));
    }
    return new NetworkSpec(
        parts,
        ModelSpec.embeddings(encoder),
        member.layers(),
        spec.target().layeredHead(spec.features()));
  }

  private int end(HistoryGroup group) {
    return history.orElseThrow().end(group);
  }

  /**
   * The members themselves, with the weights of a key's seed.
   *
   * @param batch largest number of rows at once
   */
  Pool pool(String key, LabelFrame labels, ClassRows classes, TrainingSpec training, int batch) {
    List<Member> members = new ArrayList<>();
    try {
      addMembers(members, key, classes, training, batch);
    } catch (RuntimeException e) {
      members.forEach(Member::close);
      throw e;
    }
    return new Pool(spec, labels, classes, members);
  }

  private void addMembers(
      List<Member> members, String key, ClassRows classes, TrainingSpec training, int batch) {
    if (spec.pool().isEmpty()) {
      Network network = new Network(spec.networkSpec(), training, batch, Pool.seed(spec, key, 0));
      members.add(
          new NetworkMember(
              MAIN,
              network,
              spec.target(),
              classes,
              Anchor.LAST,
              spec.isOverTheStream(),
              rate(training),
              Optional.empty()));
    }
    for (int m = 0; m < spec.members().size(); m++) {
      members.add(member(m, Pool.seed(spec, key, m), classes, training, batch));
    }
  }

  private Member member(int index, long seed, ClassRows classes, TrainingSpec training, int batch) {
    MemberSpec member = spec.members().get(index);
    String name = MEMBER + index;
    if (member instanceof MemberSpec.Linear linear) {
      int first = firstInput(linear);
      return new LinearMember(
          name,
          new RecursiveLeastSquares(width() - first, FORGETTING, RIDGE),
          linear.anchor(),
          first,
          width(),
          batch);
    }
    if (member instanceof MemberSpec.Memory memory) {
      return new MemoryMember(
          name, memory, memorized(), encoder.tables(), spec.target().classes(), batch);
    }
    if (member instanceof MemberSpec.Discriminant discriminant) {
      List<String> read = columns().subList(0, width(discriminant));
      return new DiscriminantMember(name, discriminant.anchor(), read, classes, batch);
    }
    if (member instanceof MemberSpec.Own own) {
      List<MemberSpec> before = spec.members().subList(0, index);
      int which = (int) before.stream().filter(MemberSpec.Own.class::isInstance).count();
      return new OwnMember(name, own.anchor(), which);
    }
    return new NetworkMember(
        name,
        new Network(network(member).orElseThrow(), training, batch, seed),
        spec.target(),
        classes,
        member.anchor(),
        member.isOverTheStream(),
        rate(training),
        member.ownRate());
  }

  /** What a memory reads: the event's own columns, then its tables. */
  private List<String> memorized() {
    List<String> columns = new ArrayList<>(encoder.columns());
    encoder.tableSpecs().forEach(table -> columns.add(table.name()));
    return columns;
  }

  private static float rate(TrainingSpec training) {
    return training.optimizer().learningRate();
  }

  /**
   * Rows that a model which only predicts takes in one pass. One of many keys, or that reads the
   * stream, takes one; the others as many as little memory holds.
   */
  int served(TrainingSpec training) {
    boolean isOverTheStream =
        spec.isOverTheStream() || spec.members().stream().anyMatch(MemberSpec::isOverTheStream);
    if (spec.keyField().isPresent() || isOverTheStream) {
      return 1;
    }
    long row = Math.max(1, bytes(training, 2) - bytes(training, 1));
    return (int) Math.min(MOST_SERVED, 1 + SERVED_BYTES / row);
  }

  /**
   * Memory that a model takes to predict, roughly: networks, windows, history, squares.
   *
   * @param batch largest number of rows at once
   */
  long bytes(TrainingSpec training, int batch) {
    long bytes = encoder.windowBytes() + history.map(History::bytes).orElse(0L);
    for (NetworkPlan network : networks(training, batch)) {
      bytes += network.bytes();
    }
    for (MemberSpec member : spec.members()) {
      if (member instanceof MemberSpec.Linear linear) {
        long inputs = width() - firstInput(linear);
        bytes += Double.BYTES * inputs * inputs;
      }
      if (member instanceof MemberSpec.Discriminant of) {
        bytes += ClassCenters.bytes(width(of), spec.target().classes());
      }
      if (member instanceof MemberSpec.Memory memory) {
        bytes += NearestExamples.bytes(encoder.width(), encoder.tables(), memory.examples());
      }
    }
    return bytes;
  }

  /** Inputs of class centers: those up to its group, or fewer where these would be too many. */
  private int width(MemberSpec.Discriminant member) {
    int width = encoder.width() + member.through().map(this::end).orElse(0);
    return Math.min(width, MOST_OF_CENTERS / spec.target().classes());
  }

  /** Where a linear member's inputs begin: at its group, or later where these would be too many. */
  private int firstInput(MemberSpec.Linear member) {
    int first = member.from().map(this::start).orElse(0);
    return Math.max(0, Math.max(Math.min(first, width() - 1), width() - MOST_OF_LINEAR));
  }

  private int start(HistoryGroup group) {
    int before = group.ordinal() - 1;
    return encoder.width() + (before < 0 ? 0 : end(HistoryGroup.values()[before]));
  }
}

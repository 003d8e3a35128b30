package io.gradstream.network.spec;

import java.util.List;
import java.util.Objects;

/** Layers made of layers, and the choice of what they read. */
public sealed interface BlockSpec extends LayerSpec {

  /** y = x + layers(x); the layers keep the shape. He et al. 2015. */
  record Residual(List<LayerSpec> layers) implements BlockSpec {
    public Residual {
      layers = List.copyOf(layers);
      Arguments.check(!layers.isEmpty(), "layers of a residual block", "at least one", layers);
    }

    @Override
    public boolean isOverTheStream() {
      return layers.stream().anyMatch(LayerSpec::isOverTheStream);
    }

    @Override
    public Shape output(Shape input) {
      Shape output = through(input, layers);
      if (!output.equals(input)) {
        throw new IllegalArgumentException(
            "residual expects layers that keep the shape of their input; they make "
                + output
                + " of "
                + input);
      }
      return output;
    }
  }

  /** The branches' outputs side by side in the last dimension; a branch without layers is x. */
  record Concat(List<Branch> branches) implements BlockSpec {
    public Concat {
      branches = List.copyOf(branches);
      Arguments.check(branches.size() >= 2, "branches of concat", "at least two", branches);
      long names = branches.stream().map(Branch::name).distinct().count();
      Arguments.check(names == branches.size(), "branches of concat", "of different names", names);
    }

    @Override
    public boolean isOverTheStream() {
      return branches.stream()
          .flatMap(branch -> branch.layers().stream())
          .anyMatch(LayerSpec::isOverTheStream);
    }

    @Override
    public Shape output(Shape input) {
      Shape first = null;
      int last = 0;
      for (Branch branch : branches) {
        Shape output = through(input, branch.layers());
        first = first == null ? output : first;
        if (!output.withLast(first.last()).equals(first)) {
          throw new IllegalArgumentException(
              "concat expects branches that agree in all but the last dimension; "
                  + branch.name()
                  + " makes "
                  + output
                  + " beside "
                  + first);
        }
        last = Math.addExact(last, output.last());
      }
      return first.withLast(last);
    }
  }

  /** A named way through a {@link Concat}. Its name is part of its tensors' names. */
  record Branch(String name, List<LayerSpec> layers) {
    public Branch {
      Arguments.check(!name.isBlank(), "name of a branch", "not blank", name);
      layers = List.copyOf(layers);
    }
  }

  /**
   * Reads one named part of the network's input. It is the first layer of the network, or of a
   * branch of its first layer: a branch for each part.
   *
   * @param shape of that part, as {@link NetworkSpec} declares it
   */
  record Select(String part, Shape shape) implements BlockSpec {
    public Select {
      Objects.requireNonNull(part, "part");
      Objects.requireNonNull(shape, "shape");
    }

    @Override
    public Shape output(Shape input) {
      return shape;
    }
  }

  /**
   * x + attention(norm(x)), then x + dense(activation(dense(norm(x)))): a transformer's block with
   * the norms first, Vaswani et al. 2017 and Xiong et al. 2020.
   *
   * @param heads divides the width
   * @param feedForward width of the inner dense layer
   * @param causal whether a step sees only itself and earlier ones
   * @param dropout rate after each of the two parts, in [0, 1)
   */
  record Transformer(
      int heads, int feedForward, boolean causal, float dropout, Activation activation)
      implements BlockSpec {
    public Transformer {
      Arguments.positive("feedForward of a transformer block", feedForward);
      Objects.requireNonNull(activation, "activation");
    }

    /** What the block consists of. */
    public List<LayerSpec> layers(int width) {
      List<LayerSpec> attention =
          List.of(
              new LayerNormSpec(),
              new SequenceSpec.Attention(heads, causal),
              new DropoutSpec(dropout));
      List<LayerSpec> dense =
          List.of(
              new LayerNormSpec(),
              new DenseSpec(feedForward, activation),
              new DenseSpec(width, Activation.LINEAR),
              new DropoutSpec(dropout));
      return List.of(new Residual(attention), new Residual(dense));
    }

    @Override
    public Shape output(Shape input) {
      return through(input.sequence("transformer"), layers(input.last()));
    }
  }

  /** Shape after all the layers, one after the other. */
  static Shape through(Shape input, List<LayerSpec> layers) {
    Shape shape = input;
    for (LayerSpec layer : layers) {
      shape = layer.output(shape);
    }
    return shape;
  }
}

package io.gradstream.model;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/** Every kind of {@link LayerSpec} as {@code snapshot-2.avsc} lays it out. */
final class LayerBody {

  /** Blocks within blocks: more than any spec may declare. */
  static final int DEEPEST = 32;

  static final Union<LayerSpec> LAYERS = layers();

  private LayerBody() {}

  static void writeAll(List<LayerSpec> layers, BinaryEncoder out) throws IOException {
    AvroArrays.write(layers, out, LAYERS::write);
  }

  /**
   * @param depth how deep the layers may nest
   */
  static List<LayerSpec> readAll(BoundedDecoder in, int depth) {
    if (depth == 0) {
      throw new MalformedRecordException("layers must nest at most " + DEEPEST + " deep");
    }
    return AvroArrays.read(in, from -> LAYERS.read(from, depth - 1));
  }

  private static Union<LayerSpec> layers() {
    Union<LayerSpec> union = new Union<>("layers");
    addPlain(union);
    addConvolutions(union);
    addPools(union);
    addSequences(union);
    addBlocks(union);
    return union;
  }

  private static void addPlain(Union<LayerSpec> union) {
    union
        .add(
            LayerSpec.DenseSpec.class,
            (dense, out) -> {
              out.writeInt(dense.width());
              write(dense.activation(), out);
            },
            (in, depth) -> new LayerSpec.DenseSpec(in.readInt(), activation(in)))
        .add(
            LayerSpec.ActivationSpec.class,
            (layer, out) -> write(layer.activation(), out),
            (in, depth) -> new LayerSpec.ActivationSpec(activation(in)))
        .add(
            LayerSpec.DropoutSpec.class,
            (dropout, out) -> out.writeFloat(dropout.rate()),
            (in, depth) -> new LayerSpec.DropoutSpec(in.readFloat()))
        .add(new LayerSpec.LayerNormSpec(), LayerSpec.LayerNormSpec.class)
        .add(new LayerSpec.RmsNormSpec(), LayerSpec.RmsNormSpec.class)
        .add(
            LayerSpec.BatchNormSpec.class,
            (norm, out) -> {
              out.writeFloat(norm.momentum());
              out.writeFloat(norm.maxScale());
              out.writeFloat(norm.maxShift());
            },
            (in, depth) ->
                new LayerSpec.BatchNormSpec(in.readFloat(), in.readFloat(), in.readFloat()));
  }

  private static void addConvolutions(Union<LayerSpec> union) {
    union
        .add(
            ConvolutionSpec.Convolution2d.class,
            (layer, out) -> {
              out.writeInt(layer.filters());
              write(layer.window(), out);
              write(layer.activation(), out);
            },
            (in, depth) ->
                new ConvolutionSpec.Convolution2d(in.readInt(), window(in), activation(in)))
        .add(
            ConvolutionSpec.Convolution1d.class,
            (layer, out) -> {
              out.writeInt(layer.filters());
              out.writeInt(layer.kernel());
              out.writeInt(layer.stride());
              out.writeInt(layer.padding());
              out.writeInt(layer.dilation());
              write(layer.activation(), out);
            },
            (in, depth) ->
                new ConvolutionSpec.Convolution1d(
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    activation(in)))
        .add(
            ConvolutionSpec.TransposedConvolution2d.class,
            (layer, out) -> {
              out.writeInt(layer.filters());
              write(layer.window(), out);
              write(layer.outputPadding(), out);
              write(layer.activation(), out);
            },
            (in, depth) ->
                new ConvolutionSpec.TransposedConvolution2d(
                    in.readInt(), window(in), extent(in), activation(in)));
  }

  private static void addPools(Union<LayerSpec> union) {
    union
        .add(
            ConvolutionSpec.Pooling2d.class,
            (pool, out) -> {
              out.writeString(pool.pooling().name());
              write(pool.window(), out);
            },
            (in, depth) -> new ConvolutionSpec.Pooling2d(pooling(in), window(in)))
        .add(
            ConvolutionSpec.Pooling1d.class,
            (pool, out) -> {
              out.writeString(pool.pooling().name());
              out.writeInt(pool.kernel());
              out.writeInt(pool.stride());
              out.writeInt(pool.padding());
            },
            (in, depth) ->
                new ConvolutionSpec.Pooling1d(
                    pooling(in), in.readInt(), in.readInt(), in.readInt()))
        .add(
            ConvolutionSpec.GlobalPooling.class,
            (pool, out) -> out.writeString(pool.pooling().name()),
            (in, depth) -> new ConvolutionSpec.GlobalPooling(pooling(in)))
        .add(
            ConvolutionSpec.Upsample2d.class,
            (layer, out) -> write(layer.factor(), out),
            (in, depth) -> new ConvolutionSpec.Upsample2d(extent(in)))
        .add(
            ConvolutionSpec.Reshape.class,
            (layer, out) -> write(layer.shape(), out),
            (in, depth) -> new ConvolutionSpec.Reshape(shape(in)))
        .add(new ConvolutionSpec.Flatten(), ConvolutionSpec.Flatten.class);
  }

  private static void addSequences(Union<LayerSpec> union) {
    union
        .add(
            RecurrentSpec.class,
            (layer, out) -> {
              out.writeString(layer.cell().name());
              out.writeInt(layer.width());
              out.writeString(layer.over().name());
              out.writeString(layer.steps().name());
              out.writeBoolean(layer.bidirectional());
            },
            (in, depth) ->
                new RecurrentSpec(
                    RecurrentSpec.Cell.valueOf(in.readString()),
                    in.readInt(),
                    RecurrentSpec.Over.valueOf(in.readString()),
                    RecurrentSpec.Steps.valueOf(in.readString()),
                    in.readBoolean()))
        .add(
            SequenceSpec.TokenEmbedding.class,
            (layer, out) -> {
              out.writeInt(layer.vocabulary());
              out.writeInt(layer.width());
            },
            (in, depth) -> new SequenceSpec.TokenEmbedding(in.readInt(), in.readInt()))
        .add(
            SequenceSpec.Position.class,
            (layer, out) -> out.writeString(layer.kind().name()),
            (in, depth) ->
                new SequenceSpec.Position(SequenceSpec.Position.Kind.valueOf(in.readString())))
        .add(
            SequenceSpec.Attention.class,
            (layer, out) -> {
              out.writeInt(layer.heads());
              out.writeBoolean(layer.causal());
            },
            (in, depth) -> new SequenceSpec.Attention(in.readInt(), in.readBoolean()));
  }

  private static void addBlocks(Union<LayerSpec> union) {
    union
        .add(
            BlockSpec.Residual.class,
            (block, out) -> writeAll(block.layers(), out),
            (in, depth) -> new BlockSpec.Residual(readAll(in, depth)))
        .add(
            BlockSpec.Concat.class,
            (block, out) -> AvroArrays.write(block.branches(), out, LayerBody::write),
            (in, depth) -> new BlockSpec.Concat(AvroArrays.read(in, from -> branch(from, depth))))
        .add(
            BlockSpec.Select.class,
            (select, out) -> {
              out.writeString(select.part());
              write(select.shape(), out);
            },
            (in, depth) -> new BlockSpec.Select(in.readString(), shape(in)))
        .add(
            BlockSpec.Transformer.class,
            (block, out) -> {
              out.writeInt(block.heads());
              out.writeInt(block.feedForward());
              out.writeBoolean(block.causal());
              out.writeFloat(block.dropout());
              write(block.activation(), out);
            },
            (in, depth) ->
                new BlockSpec.Transformer(
                    in.readInt(), in.readInt(), in.readBoolean(), in.readFloat(), activation(in)));
  }

  private static void write(BlockSpec.Branch branch, BinaryEncoder out) throws IOException {
    out.writeString(branch.name());
    writeAll(branch.layers(), out);
  }

  private static BlockSpec.Branch branch(BoundedDecoder in, int depth) {
    return new BlockSpec.Branch(in.readString(), readAll(in, depth));
  }

  private static void write(Activation activation, BinaryEncoder out) throws IOException {
    out.writeString(activation.name());
  }

  private static Activation activation(BoundedDecoder in) {
    return Activation.valueOf(in.readString());
  }

  private static Pooling pooling(BoundedDecoder in) {
    return Pooling.valueOf(in.readString());
  }

  private static void write(Extent extent, BinaryEncoder out) throws IOException {
    out.writeInt(extent.height());
    out.writeInt(extent.width());
  }

  private static Extent extent(BoundedDecoder in) {
    return new Extent(in.readInt(), in.readInt());
  }

  private static void write(Window window, BinaryEncoder out) throws IOException {
    write(window.kernel(), out);
    write(window.stride(), out);
    write(window.padding(), out);
    write(window.dilation(), out);
  }

  private static Window window(BoundedDecoder in) {
    return new Window(extent(in), extent(in), extent(in), extent(in));
  }

  private static void write(Shape shape, BinaryEncoder out) throws IOException {
    AvroArrays.write(shape.lengths(), out, (length, to) -> to.writeInt(length));
  }

  private static Shape shape(BoundedDecoder in) {
    return new Shape(AvroArrays.read(in, BoundedDecoder::readInt));
  }
}

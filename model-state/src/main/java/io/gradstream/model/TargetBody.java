package io.gradstream.model;

import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.BoundedDecoder;

/** Every kind of {@link TargetSpec} as the schemas lay it out. */
final class TargetBody {

  static final Union<ValueLoss> LOSSES =
      new Union<ValueLoss>("loss")
          .add(new ValueLoss.Squared(), ValueLoss.Squared.class)
          .add(new ValueLoss.Absolute(), ValueLoss.Absolute.class)
          .add(
              ValueLoss.Huber.class,
              (loss, out) -> out.writeFloat(loss.delta()),
              (in, depth) -> new ValueLoss.Huber(in.readFloat()))
          .add(
              ValueLoss.Quantile.class,
              (loss, out) -> out.writeFloat(loss.quantile()),
              (in, depth) -> new ValueLoss.Quantile(in.readFloat()))
          .add(new ValueLoss.CrossEntropy(), ValueLoss.CrossEntropy.class);

  /** As in format 1, where every loss was the plain one; only read. */
  static final Union<TargetSpec> TARGETS_1 =
      new Union<TargetSpec>("target")
          .add(
              TargetSpec.Binary.class,
              (target, out) -> out.writeString(target.positive()),
              (in, depth) -> new TargetSpec.Binary(in.readString()))
          .add(
              TargetSpec.MultiClass.class,
              (target, out) ->
                  AvroArrays.write(target.classes(), out, (name, to) -> to.writeString(name)),
              (in, depth) ->
                  new TargetSpec.MultiClass(AvroArrays.read(in, BoundedDecoder::readString)))
          .add(
              TargetSpec.Regression.class,
              (target, out) -> out.writeString(target.field()),
              (in, depth) -> new TargetSpec.Regression(in.readString()));

  static final Union<TargetSpec> TARGETS =
      new Union<TargetSpec>("target")
          .add(
              TargetSpec.Binary.class,
              (target, out) -> {
                out.writeString(target.positive());
                out.writeFloat(target.labelSmoothing());
                out.writeFloat(target.positiveWeight());
              },
              (in, depth) -> new TargetSpec.Binary(in.readString(), in.readFloat(), in.readFloat()))
          .add(
              TargetSpec.MultiClass.class,
              (target, out) -> {
                AvroArrays.write(target.classes(), out, (name, to) -> to.writeString(name));
                out.writeFloat(target.labelSmoothing());
                AvroArrays.write(target.classWeights(), out, (weight, to) -> to.writeFloat(weight));
              },
              (in, depth) ->
                  new TargetSpec.MultiClass(
                      AvroArrays.read(in, BoundedDecoder::readString),
                      in.readFloat(),
                      AvroArrays.read(in, BoundedDecoder::readFloat)))
          .add(
              TargetSpec.Regression.class,
              (target, out) -> {
                out.writeString(target.field());
                OptionalText.write(target.from(), out);
                LOSSES.write(target.loss(), out);
              },
              (in, depth) ->
                  new TargetSpec.Regression(
                      in.readString(), OptionalText.read(in), LOSSES.read(in, depth)))
          .add(
              TargetSpec.Reconstruction.class,
              (target, out) -> LOSSES.write(target.loss(), out),
              (in, depth) -> new TargetSpec.Reconstruction(LOSSES.read(in, depth)))
          .add(
              TargetSpec.NextToken.class,
              (target, out) -> out.writeFloat(target.labelSmoothing()),
              (in, depth) -> new TargetSpec.NextToken(in.readFloat()))
          .add(
              TargetSpec.Generation.class,
              (target, out) -> {
                out.writeInt(target.noise());
                LayerBody.writeAll(target.discriminator(), out);
                out.writeString(target.loss().name());
              },
              (in, depth) ->
                  new TargetSpec.Generation(
                      in.readInt(),
                      LayerBody.readAll(in, depth),
                      AdversarialLoss.valueOf(in.readString())));

  private TargetBody() {}
}

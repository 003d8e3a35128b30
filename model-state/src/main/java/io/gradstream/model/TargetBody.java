package io.gradstream.model;

import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.schemas.BoundedDecoder;

/** Every kind of {@link Target} as the schemas lay it out. */
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
  static final Union<Target> TARGETS_1 =
      new Union<Target>("target")
          .add(
              BinaryTarget.class,
              (target, out) -> out.writeString(target.positive()),
              (in, depth) -> new BinaryTarget(in.readString()))
          .add(
              MultiClassTarget.class,
              (target, out) ->
                  AvroArrays.write(target.names(), out, (name, to) -> to.writeString(name)),
              (in, depth) -> new MultiClassTarget(AvroArrays.read(in, BoundedDecoder::readString)))
          .add(
              RegressionTarget.class,
              (target, out) -> out.writeString(target.field()),
              (in, depth) -> new RegressionTarget(in.readString()));

  static final Union<Target> TARGETS =
      new Union<Target>("target")
          .add(
              BinaryTarget.class,
              (target, out) -> {
                out.writeString(target.positive());
                out.writeFloat(target.labelSmoothing());
                out.writeFloat(target.positiveWeight());
              },
              (in, depth) -> new BinaryTarget(in.readString(), in.readFloat(), in.readFloat()))
          .add(
              MultiClassTarget.class,
              (target, out) -> {
                AvroArrays.write(target.names(), out, (name, to) -> to.writeString(name));
                out.writeFloat(target.labelSmoothing());
                AvroArrays.write(target.classWeights(), out, (weight, to) -> to.writeFloat(weight));
              },
              (in, depth) ->
                  new MultiClassTarget(
                      AvroArrays.read(in, BoundedDecoder::readString),
                      in.readFloat(),
                      AvroArrays.read(in, BoundedDecoder::readFloat)))
          .add(
              RegressionTarget.class,
              (target, out) -> {
                out.writeString(target.field());
                OptionalText.write(target.from(), out);
                LOSSES.write(target.loss(), out);
              },
              (in, depth) ->
                  new RegressionTarget(
                      in.readString(), OptionalText.read(in), LOSSES.read(in, depth)))
          .add(
              ReconstructionTarget.class,
              (target, out) -> LOSSES.write(target.loss(), out),
              (in, depth) -> new ReconstructionTarget(LOSSES.read(in, depth)))
          .add(
              NextTokenTarget.class,
              (target, out) -> out.writeFloat(target.labelSmoothing()),
              (in, depth) -> new NextTokenTarget(in.readFloat()))
          .add(
              GenerationTarget.class,
              (target, out) -> {
                out.writeInt(target.width());
                LayerBody.writeAll(target.discriminator(), out);
                out.writeString(target.loss().name());
              },
              (in, depth) ->
                  new GenerationTarget(
                      in.readInt(),
                      LayerBody.readAll(in, depth),
                      AdversarialLoss.valueOf(in.readString())))
          .add(
              OpenClassTarget.class,
              (target, out) -> {
                AvroArrays.write(target.names(), out, (name, to) -> to.writeString(name));
                out.writeInt(target.atMost());
                out.writeFloat(target.labelSmoothing());
                out.writeBoolean(target.balanced());
              },
              (in, depth) ->
                  new OpenClassTarget(
                      AvroArrays.read(in, BoundedDecoder::readString),
                      in.readInt(),
                      in.readFloat(),
                      in.readBoolean()));

  private TargetBody() {}
}

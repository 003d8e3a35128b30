package io.gradstream.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the predictions topic, in all their forms. An answer that names no classes is written
 * as it always was, so that who reads only that is stopped by nothing. Reuses its buffers: one
 * instance for each thread.
 */
public final class PredictionCodec {

  /** Names an output's values. */
  @FunctionalInterface
  public interface Naming {

    /**
     * The named fields that a target's output has in JSON.
     *
     * @param classes that the output is of, where a prediction names them
     */
    ObjectNode of(double[] output, Optional<List<String>> classes);
  }

  private final PublishedCodec<Prediction> plain;
  private final PublishedCodec<Prediction> named; // with classes
  private final PublishedCodec<Prediction> exact; // with a value that is no float
  private final PublishedCodec<Prediction> bounded; // with bounds
  private final PublishedCodec<Prediction> watched; // with an anomaly
  private final PublishedCodec<Prediction> framed; // by an id that does not tell which of them
  private final boolean ofNumbers;

  /** A codec that names no output when it writes JSON, and reads every form. */
  public PredictionCodec() {
    this((output, classes) -> output(output));
  }

  public PredictionCodec(Naming naming) {
    this(naming, false);
  }

  /**
   * @param ofNumbers whether the learner predicts numbers, so that all that is framed is of one
   *     schema: {@link Answers#NUMBERS}, or with bounds {@link Answers#BOUNDED}
   */
  public PredictionCodec(Naming naming, boolean ofNumbers) {
    PredictionJson json = new PredictionJson(naming);
    plain = new PublishedCodec<>(Contract.PREDICTION_1, new Body(Names.NONE), json);
    named = new PublishedCodec<>(Contract.PREDICTION_2, new Body(Names.THERE), json);
    exact = new PublishedCodec<>(Contract.PREDICTION_3, new Body(Names.AND_VALUE), json);
    bounded = new PublishedCodec<>(Contract.PREDICTION_4, new Body(Names.AND_BOUNDS), json);
    watched = new PublishedCodec<>(Contract.PREDICTION, new Body(Names.AND_ANOMALY), json);
    framed = new PublishedCodec<>(Contract.PREDICTION, new Body(Names.MAYBE), json);
    this.ofNumbers = ofNumbers;
  }

  private static ObjectNode output(double[] values) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode numbers = answer.putArray("output");
    for (double value : values) {
      numbers.add(JsonNumber.of(value));
    }
    return answer;
  }

  /** The value in Avro's single-object encoding. */
  public byte[] encode(Prediction prediction) {
    return encode(prediction, new RecordForm.SingleObject());
  }

  public byte[] encode(Prediction prediction, RecordForm form) {
    return codec(prediction, form).encode(prediction, form);
  }

  private PublishedCodec<Prediction> codec(Prediction prediction, RecordForm form) {
    if (prediction.anomaly().isPresent()) {
      return watched;
    }
    if (prediction.classes().isPresent()) {
      return named;
    }
    if (prediction.isBounded()) {
      return bounded;
    }
    boolean isExact = ofNumbers && form instanceof RecordForm.Framed || prediction.needsDouble();
    return isExact ? exact : plain;
  }

  /** What predictions are of, as far as their schema depends on it. */
  public enum Answers {
    /** Classes that the spec names, and all else. */
    LISTED(Contract.PREDICTION_1),
    /** Classes that are met as labels come. */
    MET(Contract.PREDICTION_2),
    NUMBERS(Contract.PREDICTION_3),
    /** Numbers with bounds. */
    BOUNDED(Contract.PREDICTION_4),
    /** Answers of a learner with alarms. */
    WATCHED(Contract.PREDICTION);

    private final Contract contract;

    Answers(Contract contract) {
      this.contract = contract;
    }
  }

  /** The Avro schema, as a registry takes it. */
  public static String schema(Answers answers) {
    return answers.contract.newest().toString();
  }

  /**
   * Reads a value of any form.
   *
   * @throws MalformedRecordException when the bytes are no prediction
   */
  public Prediction decode(byte[] bytes) {
    if (PublishedCodec.isFramed(bytes)) {
      return framed.decode(bytes);
    }
    return Stream.of(plain, named, exact, bounded)
        .filter(codec -> codec.isWrittenBy(bytes))
        .findFirst()
        .orElse(watched)
        .decode(bytes);
  }

  /**
   * What stands behind all else: classes, behind them a value, behind that two bounds, and behind
   * these an anomaly.
   */
  private enum Names {
    NONE,
    THERE,
    AND_VALUE,
    AND_BOUNDS,
    AND_ANOMALY,
    MAYBE
  }

  private static final class Body implements RecordBody<Prediction> {

    private static final int BOUNDED = 3; // a value and its bounds

    private final Names names;

    Body(Names names) {
      this.names = names;
    }

    @Override
    public void write(Prediction value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeString(value.id());
      out.writeString(value.key());
      writeFloats(value.output(), value.isBounded() ? 1 : value.output().length, out);
      SharedRecords.writeVersion(value.version(), out);
      SharedRecords.writeOptionalPosition(value.learnedThrough(), out);
      out.writeLong(value.time());
      if (names == Names.THERE) {
        writeTexts(value.classes().orElseThrow(), out);
      } else if (names != Names.NONE) {
        writeTexts(List.of(), out);
        SharedRecords.writeOptionalDouble(value.needsDouble(), value.output()[0], out);
      }
      if (names == Names.AND_BOUNDS) {
        for (int bound = 1; bound < BOUNDED; bound++) {
          double of = value.output()[bound];
          SharedRecords.writeOptionalDouble(!Double.isNaN(of), of, out);
        }
      } else if (names == Names.AND_ANOMALY) {
        writeAnomaly(value, out);
      }
    }

    /** Bounds that are none yet are not a number here: null says that the learner has no such. */
    private static void writeAnomaly(Prediction value, BinaryEncoder out) throws IOException {
      for (int bound = 1; bound < BOUNDED; bound++) {
        double of = value.isBounded() ? value.output()[bound] : Double.NaN;
        SharedRecords.writeOptionalDouble(value.isBounded(), of, out);
      }
      Anomaly anomaly = value.anomaly().orElseThrow();
      out.writeDouble(anomaly.score());
      out.writeBoolean(anomaly.isAlarm());
    }

    private static void writeTexts(List<String> texts, BinaryEncoder out) throws IOException {
      out.writeArrayStart();
      out.setItemCount(texts.size());
      for (String text : texts) {
        out.startItem();
        out.writeString(text);
      }
      out.writeArrayEnd();
    }

    @Override
    public Prediction read(BoundedDecoder in) {
      String learner = in.readString();
      String id = in.readString();
      String key = in.readString();
      double[] output = readFloats(in);
      Version version = SharedRecords.readVersion(in);
      Optional<Position> learnedThrough = SharedRecords.readOptionalPosition(in);
      long time = in.readLong();
      boolean named = isThere(Names.THERE, in);
      Optional<List<String>> classes = named ? Optional.of(readTexts(in)) : Optional.empty();
      if (isThere(Names.AND_VALUE, in)) {
        readValue(in, output);
        classes = Optional.empty();
      }
      OptionalDouble lower = OptionalDouble.empty();
      OptionalDouble upper = OptionalDouble.empty();
      boolean isBounded = isThere(Names.AND_BOUNDS, in);
      if (isBounded) {
        lower = SharedRecords.readOptionalDouble(in);
        upper = SharedRecords.readOptionalDouble(in);
      }
      Optional<Anomaly> anomaly = Optional.empty();
      if (isThere(Names.AND_ANOMALY, in)) {
        anomaly = Optional.of(readAnomaly(in));
        isBounded = lower.isPresent() && upper.isPresent();
      }
      return new Prediction(
          learner,
          id,
          key,
          isBounded ? withBounds(output, lower, upper) : output,
          version,
          learnedThrough,
          time,
          classes,
          isBounded,
          anomaly);
    }

    /** Whether a record goes on with a part that not all have. */
    private boolean isThere(Names part, BoundedDecoder in) {
      return names == Names.MAYBE ? in.remaining() > 0 : names.compareTo(part) >= 0;
    }

    private static Anomaly readAnomaly(BoundedDecoder in) {
      double score = in.readDouble();
      boolean isAlarm = in.readBoolean();
      try {
        return new Anomaly(score, isAlarm);
      } catch (IllegalArgumentException e) {
        throw new MalformedRecordException(e.getMessage());
      }
    }

    private static double[] withBounds(
        double[] output, OptionalDouble lower, OptionalDouble upper) {
      if (output.length != 1) {
        throw new MalformedRecordException("bounds are of one number: " + output.length);
      }
      return new double[] {output[0], lower.orElse(Double.NaN), upper.orElse(Double.NaN)};
    }

    private static void readValue(BoundedDecoder in, double[] output) {
      OptionalDouble value = SharedRecords.readOptionalDouble(in);
      if (value.isPresent() && output.length != 1) {
        throw new MalformedRecordException("a value is the only output: " + output.length);
      }
      value.ifPresent(of -> output[0] = of);
    }

    private static List<String> readTexts(BoundedDecoder in) {
      List<String> texts = new ArrayList<>();
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        for (long i = 0; i < count; i++) {
          texts.add(in.readString());
        }
      }
      return texts;
    }

    private static void writeFloats(double[] values, int count, BinaryEncoder out)
        throws IOException {
      out.writeArrayStart();
      out.setItemCount(count);
      for (int i = 0; i < count; i++) {
        out.startItem();
        out.writeFloat((float) values[i]);
      }
      out.writeArrayEnd();
    }

    private static double[] readFloats(BoundedDecoder in) {
      double[] values = new double[0];
      int size = 0;
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        int needed = size + (int) count;
        if (needed > values.length) {
          values = Arrays.copyOf(values, size == 0 ? needed : Math.max(needed, 2 * size));
        }
        while (size < needed) {
          values[size++] = in.readFloat();
        }
      }
      return Arrays.copyOf(values, size);
    }
  }
}

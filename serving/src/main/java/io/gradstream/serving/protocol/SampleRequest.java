package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.made.ImageGrid;
import io.gradstream.model.made.Maker;
import io.gradstream.model.made.SampleMaker;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events to be drawn: as a tensor, or as one image of many. */
final class SampleRequest implements MakeRequest {

  /** The most numbers of an answer. */
  static final int MOST_VALUES = 1 << 17;

  private static final String COUNT = "count";
  private static final String SEED = "seed";

  /** Names of the parameters. */
  static final List<String> NAMES = List.of(COUNT, SEED, InferRequest.ALL_BINARY);

  private final MakeBody body;
  private final int count;
  private final long seed;
  private final Form form;
  private FeatureSpec.Numbers feature; // null until a model was found
  private SampleMaker maker;

  /** How samples are told. */
  private enum Form {
    JSON,
    BINARY,
    IMAGE
  }

  private SampleRequest(MakeBody body, int count, long seed, Form form) {
    this.body = body;
    this.count = count;
    this.seed = seed;
    this.form = form;
  }

  static SampleRequest read(Posting posting) {
    MakeBody body = MakeBody.read(posting, List.of(), NAMES);
    return new SampleRequest(
        body,
        (int) body.whole(COUNT, 1, Tensor.MAX_ROWS, SampleMaker.DEFAULT_COUNT),
        body.whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE, SampleMaker.DEFAULT_SEED),
        form(posting, body));
  }

  private static Form form(Posting posting, MakeBody body) {
    if (body.flag(InferRequest.ALL_BINARY)) {
      return Form.BINARY;
    }
    boolean isImage = posting.wants(Reply.PNG) && !posting.wants(Reply.JSON);
    return isImage ? Form.IMAGE : Form.JSON;
  }

  @Override
  public MakeBody body() {
    return body;
  }

  @Override
  public int rows() {
    return count;
  }

  @Override
  public Maker begin(ServedModel model) {
    feature = SampleMaker.feature(model.spec());
    if ((long) count * feature.size() > MOST_VALUES) {
      throw HttpProblem.badRequest(
          "parameters.count must be at most %d: a sample has %d values, and an answer %d at most: %d"
              .formatted(MOST_VALUES / feature.size(), feature.size(), MOST_VALUES, count));
    }
    if (form == Form.IMAGE && !ImageGrid.fits(feature.shape())) {
      throw HttpProblem.badRequest(
          "Accept must be %s: events of shape %s are no gray images"
              .formatted(Reply.JSON, feature.shape()));
    }
    maker = model.begin(of -> new SampleMaker(of, count, seed));
    return maker;
  }

  @Override
  public Reply answer(ServedModel model, Instant now) {
    requireFinite(maker.samples());
    if (form == Form.IMAGE) {
      return Reply.png(ImageGrid.png(maker.samples(), feature.shape()), model.version().toString());
    }
    ObjectNode answer = InferResponse.head(model);
    Map<String, Object> parameters = new LinkedHashMap<>();
    Answered.freshness(model, now, parameters);
    InferResponse.put(parameters, answer.putObject("parameters"));
    ObjectNode tensor = answer.putArray("outputs").addObject();
    tensor.put("name", feature.field()).put("datatype", Datatype.FP32.name());
    ArrayNode shape = tensor.putArray("shape").add(count);
    feature.shape().forEach(shape::add);
    if (form == Form.JSON) {
      write(Values.json(tensor.putArray("data")));
      return Reply.ok(answer);
    }
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    write(Values.raw(Datatype.FP32, behind));
    tensor.putObject("parameters").put(Behind.SIZE, behind.size());
    return Reply.binary(answer, behind.toByteArray());
  }

  /** JSON has no NaN, and in an image it would be black. */
  private static void requireFinite(float[][] samples) {
    for (int i = 0; i < samples.length; i++) {
      for (float value : samples[i]) {
        if (!Float.isFinite(value)) {
          throw Making.diverged("sample %d has a value that is %s".formatted(i, value));
        }
      }
    }
  }

  private void write(Values into) {
    for (float[] sample : maker.samples()) {
      for (float value : sample) {
        into.number(value);
      }
    }
  }
}

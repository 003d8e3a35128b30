package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.made.Maker;
import io.gradstream.model.made.TextMaker;
import io.gradstream.model.made.Writing;
import io.gradstream.network.Sampling;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text to go on with, as Triton's generate extension and KServe's have it. */
final class TextRequest implements MakeRequest {

  /** Names of the body. */
  static final String TEXT = "text_input";

  /** The most tokens of an answer. */
  static final int MOST_TOKENS = 4096;

  private static final String TOKENS = "max_tokens";
  private static final String TEMPERATURE = "temperature";
  private static final String TOP = "top_k";
  private static final String SEED = "seed";

  /** Names of the parameters. */
  static final List<String> NAMES = List.of(TOKENS, TEMPERATURE, TOP, SEED);

  private static final int HOTTEST = 100;

  private final MakeBody body;
  private final Writing writing;
  private final boolean isStreamed;
  private TextMaker maker; // null until a model was found

  private TextRequest(MakeBody body, Writing writing, boolean isStreamed) {
    this.body = body;
    this.writing = writing;
    this.isStreamed = isStreamed;
  }

  static TextRequest read(Posting posting, boolean isStreamed) {
    MakeBody body = MakeBody.read(posting, List.of(TEXT), NAMES);
    Sampling sampling =
        new Sampling(
            body.number(TEMPERATURE, HOTTEST, 1), (int) body.whole(TOP, 0, Integer.MAX_VALUE, 0));
    Writing writing =
        new Writing(
            body.text(TEXT),
            (int) body.whole(TOKENS, 1, MOST_TOKENS, Writing.DEFAULT_TOKENS),
            sampling,
            body.whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE, Writing.DEFAULT_SEED));
    return new TextRequest(body, writing, isStreamed);
  }

  @Override
  public MakeBody body() {
    return body;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public Maker begin(ServedModel model) {
    maker = model.begin(of -> new TextMaker(of, writing));
    return maker;
  }

  @Override
  public List<Reply> ahead(ServedModel model) {
    List<Reply> parts = new ArrayList<>();
    if (isStreamed) {
      maker
          .take()
          .codePoints()
          .forEach(one -> parts.add(Reply.ok(head(model, Character.toString(one)))));
    }
    return parts;
  }

  /** All of the text, or of a stream what tells that it has come to its end. */
  @Override
  public Reply answer(ServedModel model, Instant now) {
    ObjectNode answer = head(model, isStreamed ? "" : maker.take());
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("tokens", (long) writing.tokens());
    Answered.freshness(model, now, parameters);
    InferResponse.put(parameters, answer.putObject("parameters"));
    return Reply.ok(answer);
  }

  private static ObjectNode head(ServedModel model, String text) {
    return InferResponse.head(model).put("text_output", text);
  }
}

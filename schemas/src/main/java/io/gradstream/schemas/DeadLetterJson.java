package io.gradstream.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A dead letter as a JSON object. The record's value stands in {@code original}: as it is where it
 * is text, {@code encoding} says {@code text}; otherwise in base64, {@code encoding} says so.
 */
final class DeadLetterJson implements JsonBody<DeadLetter> {

  private static final String TEXT = "text";
  private static final String BASE64 = "base64";

  @Override
  public void write(DeadLetter value, ObjectNode into) {
    into.put("learner", value.learner());
    into.put("reason", value.reason().name());
    into.put("field", value.field());
    into.put("message", value.message());
    boolean isText = value.isText();
    into.put(
        "original",
        isText
            ? new String(value.original(), StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(value.original()));
    into.put("encoding", isText ? TEXT : BASE64);
    into.put("topic", value.topic());
    into.put("partition", value.partition());
    into.put("offset", value.offset());
    into.put("time", value.time());
  }

  @Override
  public DeadLetter read(JsonFields fields) {
    return new DeadLetter(
        fields.text("learner"),
        reason(fields),
        fields.text("field"),
        fields.text("message"),
        original(fields),
        fields.text("topic"),
        fields.small("partition"),
        fields.whole("offset"),
        fields.whole("time"));
  }

  private static DeadLetter.Reason reason(JsonFields fields) {
    String name = fields.text("reason");
    return Arrays.stream(DeadLetter.Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findAny()
        .orElseThrow(
            () -> new MalformedRecordException("there is no reason " + BoundedLog.plain(name)));
  }

  private static byte[] original(JsonFields fields) {
    String original = fields.text("original");
    String encoding = fields.text("encoding");
    return switch (encoding) {
      case TEXT -> original.getBytes(StandardCharsets.UTF_8);
      case BASE64 -> Base64.getDecoder().decode(original);
      default ->
          throw new MalformedRecordException(
              "an original's encoding is text or base64: " + BoundedLog.plain(encoding));
    };
  }
}

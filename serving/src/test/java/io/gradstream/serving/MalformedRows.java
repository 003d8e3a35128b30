package io.gradstream.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Rows of a table of malformed requests over HTTP. */
abstract class MalformedRows {

  static final String INFER = "/v2/models/flight-delays/infer";
  static final String ANSWER = "/v2/models/flight-delays/answer";
  static final String JSON_BYTES = "Inference-Header-Content-Length";
  static final String SCHEDULED = tensor("scheduled", "INT64", "[1]", "[981100800000]");

  private final List<Row> rows = new ArrayList<>();

  /**
   * A request, and what is to come of it.
   *
   * @param headers name and value in turn
   * @param told what the message says
   */
  record Row(String name, String path, List<String> headers, byte[] body, int status, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  final List<Row> rows() {
    return rows;
  }

  final void infer(String name, String body, String told) {
    add(name, INFER, List.of(), bytes(body), 400, told);
  }

  final void answer(String name, String body, String told) {
    add(name, ANSWER, List.of(), bytes(body), 400, told);
  }

  final void tensorRow(
      String what, String name, String datatype, String shape, String data, String told) {
    infer(what, inputs(SCHEDULED, tensor(name, datatype, shape, data)), told);
  }

  final void behindRow(String name, String json, byte[] raw, String end, String told) {
    String header = end.isEmpty() ? Integer.toString(json.length()) : end;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes(json));
    body.writeBytes(raw);
    add(name, INFER, List.of(JSON_BYTES, header), body.toByteArray(), 400, told);
  }

  final void add(
      String name, String path, List<String> headers, byte[] body, int status, String told) {
    rows.add(new Row(name, path, headers, body, status, told));
  }

  static String tensor(String name, String datatype, String shape, String data) {
    return "{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": %s, \"data\": %s}"
        .formatted(name, datatype, shape, data);
  }

  static String behind(String name, String datatype, int size) {
    return "{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": [1], \"parameters\": {\"binary_data_size\": %d}}"
        .formatted(name, datatype, size);
  }

  static String inputs(String... tensors) {
    return "{\"inputs\": [" + String.join(", ", tensors) + "]}";
  }

  static String asking(String more) {
    return "{" + more + ", \"inputs\": [" + SCHEDULED + "]}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}

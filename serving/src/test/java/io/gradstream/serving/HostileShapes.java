package io.gradstream.serving;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that nobody should send, by name: as bytes of a connection. */
final class HostileShapes {

  /** Stands in much of what is sent, and must be in no log. */
  static final String MARK = "zzMARKzz";

  static final String INFER = "/v2/models/flight-delays/infer";
  private static final String SCHEDULED =
      "{\"name\":\"scheduled\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[981100800000]}";

  private final Map<String, byte[]> shapes = new TreeMap<>();

  private HostileShapes() {}

  static Map<String, byte[]> all() {
    HostileShapes all = new HostileShapes();
    all.addNumbers();
    all.addNesting();
    all.addTexts();
    all.addShapes();
    all.addForms();
    new HostileFrames(all.shapes).add();
    return all.shapes;
  }

  private static Map<String, String> numbers() {
    Map<String, String> numbers = new TreeMap<>();
    numbers.put("1,001 digits", "9".repeat(1001));
    numbers.put("minus 1,001 digits", "-" + "9".repeat(1001));
    numbers.put("500,000 digits", "9".repeat(500_000));
    numbers.put("5,000 decimals", "0." + "3".repeat(5000));
    numbers.put("999 digits", "9".repeat(999));
    numbers.put("999 digits and a point", "9".repeat(999) + ".5");
    numbers.put("exponent of 1,001 digits", "1e" + "9".repeat(1001));
    numbers.put("exponent of 10 digits", "1e9999999999");
    numbers.put("small exponent of 10 digits", "1e-9999999999");
    numbers.put("1e999", "1e999");
    numbers.put("minus 1e999", "-1e999");
    numbers.put("1e30", "1e30");
    numbers.put("a float too large", "3.5e38");
    numbers.put("2^63", "9223372036854775808");
    numbers.put("below -2^63", "-9223372036854775809");
    numbers.put("2^31", "2147483648");
    numbers.put("leading zeros", "0".repeat(2000));
    numbers.put("zero to nowhere", "0." + "0".repeat(900) + "1");
    numbers.put("NaN", "NaN");
    numbers.put("Infinity", "-Infinity");
    numbers.put("plus", "+1");
    numbers.put("hexadecimal", "0x10");
    numbers.put("only a point", ".");
    numbers.put("only a sign", "-");
    return numbers;
  }

  private void addNumbers() {
    numbers()
        .forEach(
            (name, number) -> {
              for (String datatype : List.of("INT64", "FP64", "FP32", "INT32", "BYTES", "BOOL")) {
                body("data of " + datatype + ": " + name, tensor("distance", datatype, number));
              }
              body("shape: " + name, inputs(tensor("distance", "FP64", "[" + number + "]", "[1]")));
              body(
                  "key: " + name,
                  "{\"parameters\":{\"key\":" + number + "}," + inputsOf(SCHEDULED));
              body("id: " + name, "{\"id\":" + number + "," + inputsOf(SCHEDULED));
              body("unknown member: " + name, "{\"x\":" + number + "," + inputsOf(SCHEDULED));
              body("time: " + name, inputs(SCHEDULED.replace("981100800000", number)));
            });
  }

  private void addNesting() {
    for (int depth : List.of(999, 1001, 2000, 100_000)) {
      String arrays = "[".repeat(depth);
      String objects = "{\"a\":".repeat(depth);
      body("open arrays " + depth, arrays);
      body("open objects " + depth, objects);
      body("arrays " + depth, arrays + "]".repeat(depth));
      body("objects " + depth, objects + "1" + "}".repeat(depth));
      body("data of arrays " + depth, tensor("distance", "FP64", arrays + "1" + "]".repeat(depth)));
      body(
          "an unknown member of arrays " + depth,
          "{\"x\":" + arrays + "]".repeat(depth) + "," + inputsOf(SCHEDULED));
      body("shape of arrays " + depth, inputs(tensor("distance", "FP64", arrays, "[1]")));
    }
  }

  private void addTexts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put("a lone high surrogate", "\\ud800");
    texts.put("a lone low surrogate", "\\udc00");
    texts.put("surrogates the wrong way round", "\\udc00\\ud800");
    texts.put("a zero", "\\u0000");
    texts.put("a raw control character", "\u0001");
    texts.put("a line end", "\\r\\n2026-11-29 ERROR " + MARK);
    texts.put("an escape of a terminal", "\\u001b[2J" + MARK);
    texts.put("half a million letters", MARK.repeat(60_000));
    texts.put("a broken escape", "\\u12");
    texts.put("an unknown escape", "\\x41");
    texts.put("right to left", "\\u202e" + MARK);
    texts.put("a path", "../../../../etc/passwd");
    texts.put("a format", "%s%n%d" + MARK);
    texts.put("a lookup", "${jndi:ldap://" + MARK + "}");
    texts.forEach(
        (name, text) -> {
          String quoted = "\"" + text + "\"";
          body("id: " + name, "{\"id\":" + quoted + "," + inputsOf(SCHEDULED));
          body("name: " + name, inputs(SCHEDULED.replace("\"scheduled\"", quoted)));
          body("datatype: " + name, inputs(SCHEDULED.replace("\"INT64\"", quoted)));
          body("value: " + name, inputs(SCHEDULED + "," + tensorOf("origin", "BYTES", quoted)));
          body(
              "output: " + name, "{\"outputs\":[{\"name\":" + quoted + "}]," + inputsOf(SCHEDULED));
          body("a member: " + name, "{" + quoted + ":1," + inputsOf(SCHEDULED));
        });
    String good = inputs(SCHEDULED);
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "UTF-32LE")) {
      post("in " + charset, good.getBytes(Charset.forName(charset)));
    }
    post("a mark of UTF-8", ("\ufeff" + good).getBytes(StandardCharsets.UTF_8));
    post("no UTF-8", join("{\"id\":\"".getBytes(StandardCharsets.US_ASCII), 0xff, 0xfe));
    post("too long for UTF-8", join("{\"id\":\"".getBytes(StandardCharsets.US_ASCII), 0xc0, 0xaf));
    post("zeros", new byte[1000]);
    post("gzip", join(new byte[] {0x1f, (byte) 0x8b, 8}, 0, 0, 0, 0, 0, 0, 3));
  }

  private void addShapes() {
    for (String shape :
        List.of(
            "[2147483647]",
            "[2147483648]",
            "[9223372036854775807]",
            "[65536,65536]",
            "[1024,1024,1024,1024]",
            "[1,1,1,1,1]",
            "[1.0]",
            "[1e3]",
            "[\"1\"]",
            "[null]",
            "[true]",
            "[[1]]",
            "[{}]",
            "[-1]",
            "[0]",
            "[1025]",
            "[]",
            "{}",
            "null",
            "1")) {
      body("shape " + shape, inputs(tensor("distance", "FP64", shape, "[1]")));
    }
    body("100,000 rows", inputs(tensor("distance", "FP64", "[100000]", ones(100_000))));
    body("fewer values than rows", inputs(tensor("distance", "FP64", "[1024]", "[1]")));
    body("more values than rows", inputs(tensor("distance", "FP64", "[1]", ones(1024))));
    body("an input ten thousand times", inputs((SCHEDULED + ",").repeat(9_999) + SCHEDULED));
  }

  private static String ones(int count) {
    return "[" + "1,".repeat(count - 1) + "1]";
  }

  private void addForms() {
    for (String form :
        List.of(
            "",
            " ",
            "null",
            "true",
            "1",
            "\"\"",
            "[]",
            "{}",
            "{} {}",
            "{\"inputs\":{}}",
            "{\"inputs\":[[]]}",
            "{\"inputs\":[null]}",
            "{\"inputs\":[{}]}",
            "{\"inputs\":[],\"inputs\":[]}",
            "{'inputs':[]}",
            "{inputs:[]}",
            "{\"inputs\":[],}",
            "/*" + MARK + "*/{}",
            "{\"parameters\":[],\"inputs\":[" + SCHEDULED + "]}",
            "{\"parameters\":{\"key\":null},\"inputs\":[" + SCHEDULED + "]}",
            "{\"parameters\":{\"key\":{}},\"inputs\":[" + SCHEDULED + "]}",
            "{\"outputs\":[[]],\"inputs\":[" + SCHEDULED + "]}",
            "{\"outputs\":{},\"inputs\":[" + SCHEDULED + "]}",
            "{\"@class\":\"java.lang.Runtime\",\"inputs\":[" + SCHEDULED + "]}")) {
      body("form " + form, form);
    }
    body("a million blanks", " ".repeat(1_000_000));
    body("a million brackets", "[]".repeat(500_000));
    body("many members", "{" + "\"a\":1,".repeat(150_000) + "\"b\":1}");
  }

  private static String tensor(String name, String datatype, String value) {
    return inputs(SCHEDULED + "," + tensorOf(name, datatype, value));
  }

  private static String tensorOf(String name, String datatype, String value) {
    return tensor(name, datatype, "[1]", "[" + value + "]");
  }

  private static String tensor(String name, String datatype, String shape, String data) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}"
        .formatted(name, datatype, shape, data);
  }

  private static String inputs(String tensors) {
    return "{" + inputsOf(tensors);
  }

  private static String inputsOf(String tensors) {
    return "\"inputs\":[" + tensors + "]}";
  }

  private void body(String name, String body) {
    post(name, body.getBytes(StandardCharsets.UTF_8));
  }

  private void post(String name, byte[] body) {
    byte[] head =
        post("Content-Length: " + body.length + "\r\n", "").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(head);
    both.writeBytes(body);
    shapes.put(name, both.toByteArray());
  }

  static String post(String headers, String body) {
    return "POST " + INFER + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
  }

  static byte[] join(byte[] first, int... more) {
    List<Byte> all = new ArrayList<>();
    for (byte one : first) {
      all.add(one);
    }
    for (int one : more) {
      all.add((byte) one);
    }
    byte[] bytes = new byte[all.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = all.get(i);
    }
    return bytes;
  }
}

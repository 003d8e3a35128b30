package io.gradstream.serving;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Requests that nobody should send, whatever their body: lines, headers, lengths and chunks. */
final class HostileFrames {

  private final Map<String, byte[]> shapes;

  HostileFrames(Map<String, byte[]> shapes) {
    this.shapes = shapes;
  }

  void add() {
    addHeads();
    addFraming();
  }

  private void addHeads() {
    for (String path :
        List.of(
            "/v2/..%2f..%2fetc/passwd",
            "/v2/%2e%2e/%2e%2e",
            "/v2//models",
            "/v2/models/\\..\\x",
            "/v2/models/%00",
            "/v2/models/%ff",
            "/v2/models/%ed%a0%80",
            "/v2/models/%",
            "/v2/models/" + HostileShapes.MARK,
            "/v2/models/%0d%0aX:%20" + HostileShapes.MARK,
            "/v2/models/;" + HostileShapes.MARK + "/infer",
            "/v2/models/flight-delays/versions/" + "9".repeat(2000),
            "/v2/models/" + "a/".repeat(3000),
            "/" + "a".repeat(9000),
            "*",
            "http://other.host/v2",
            "//v2",
            "?",
            "/metrics/" + HostileShapes.MARK,
            "/v2?" + "a=b&".repeat(1000))) {
      head("path " + path.substring(0, Math.min(40, path.length())), "GET " + path + " HTTP/1.1");
    }
    for (String method :
        List.of(
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PRI",
            "get",
            HostileShapes.MARK,
            "A\u0001")) {
      head("method " + method, method + " /v2 HTTP/1.1");
      head("method for infer " + method, method + " " + HostileShapes.INFER + " HTTP/1.1");
    }
    for (String line :
        List.of(
            "GET /v2",
            "GET /v2 HTTP/0.9",
            "GET /v2 HTTP/1.0",
            "GET /v2 HTTP/1.2",
            "GET /v2 HTTP/2.0",
            "GET /v2 HTTP/3.0",
            "GET /v2 HTTP/9.9",
            "GET /v2 HTTPS/1.1",
            "GET  /v2  HTTP/1.1",
            "GET\t/v2\tHTTP/1.1",
            " GET /v2 HTTP/1.1",
            "GET",
            HostileShapes.MARK)) {
      head("line " + line, line);
    }
    raw("HTTP/2 by knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
    raw(
        "upgrade to h2c",
        get(
            "Connection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"));
    raw("upgrade to a websocket", get("Connection: Upgrade\r\nUpgrade: websocket\r\n"));
    shapes.put(
        "TLS",
        HostileShapes.join(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3}, 0, 0, 0));
    shapes.put(
        "bytes at random",
        HostileShapes.join(new byte[0], 200, 17, 3, 0, 255, 128, 10, 13, 10, 13, 10));
    raw("no host", "GET /v2 HTTP/1.1\r\n\r\n");
    raw("two hosts", "GET /v2 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    raw("a host that is none", "GET /v2 HTTP/1.1\r\nHost: a b:99999999\r\n\r\n");
    raw("20 KB of headers", get("X-A: " + HostileShapes.MARK.repeat(2500) + "\r\n"));
    raw("2,000 headers", get("X: 1\r\n".repeat(2000)));
    raw("a header without a name", get(": 1\r\n"));
    raw("a blank before the colon", get("Content-Length : 5\r\n"));
    raw("a folded header", get("X: 1\r\n  " + HostileShapes.MARK + "\r\n"));
    raw("a zero in a header", get("X: \0\r\n"));
    raw("a bearer of nothing", get("Authorization: Bearer\r\n"));
    raw(
        "a bearer of much",
        get("Authorization: Bearer " + HostileShapes.MARK.repeat(500) + "\r\n"));
    raw("bare line ends", "GET /v2 HTTP/1.1\nHost: x\n\n");
  }

  private void addFraming() {
    String two = "Content-Length: 2\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    raw("length and chunks", post(two + chunked, "0\r\n\r\n"));
    raw("chunks and length", post(chunked + two, "0\r\n\r\n"));
    raw("two lengths", post(two + "Content-Length: 3\r\n", "{}"));
    raw("a list of lengths", post("Content-Length: 2, 2\r\n", "{}"));
    for (String length : List.of("+2", "-2", "0x2", "2.0", "", "a", "9223372036854775808", "2 2")) {
      raw("length " + length, post("Content-Length: " + length + "\r\n", "{}"));
    }
    raw("a length that is not there", post("Content-Length: 100\r\n", "{}"));
    raw("a length too large", post("Content-Length: 99999999999\r\n", "{}"));
    for (String coding :
        List.of(
            "xchunked",
            "gzip",
            "gzip, chunked",
            "chunked, gzip",
            "chunked, chunked",
            "identity",
            "")) {
      raw(
          "coding " + coding,
          post("Transfer-Encoding: " + coding + "\r\n", "2\r\n{}\r\n0\r\n\r\n"));
    }
    for (String chunks :
        List.of(
            "2\r\n{}\r\n0\r\n\r\n",
            "zz\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n{}\r\n",
            "80000000\r\n{}\r\n",
            "7fffffff\r\n{}",
            "2\r\n{}2\r\n",
            "2 ;" + HostileShapes.MARK + "\r\n{}\r\n0\r\n\r\n",
            "2;" + "a".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nX: " + HostileShapes.MARK.repeat(2000) + "\r\n\r\n",
            "1\r\n{\r\n".repeat(10_000),
            "")) {
      raw("chunks " + chunks.substring(0, Math.min(20, chunks.length())), post(chunked, chunks));
    }
    raw("a body for GET", "GET /v2 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    raw(
        "a second request within",
        post(two, "{}GET /v2/" + HostileShapes.MARK + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    raw("expects to go on", post("Expect: 100-continue\r\n" + two, "{}"));
    raw("expects what nobody knows", post("Expect: " + HostileShapes.MARK + "\r\n" + two, "{}"));
    raw(
        "expects to go on too far",
        post("Expect: 100-continue\r\nContent-Length: 100000000\r\n", ""));
    raw("says that it is gzip", post("Content-Encoding: gzip\r\n" + two, "{}"));
    raw(
        "of another type",
        post(
            "Content-Type: multipart/form-data; boundary=" + HostileShapes.MARK + "\r\n" + two,
            "{}"));
    raw(
        "of no character set",
        post("Content-Type: application/json; charset=" + HostileShapes.MARK + "\r\n" + two, "{}"));
    raw("inference header of Triton", post("Inference-Header-Content-Length: 99\r\n" + two, "{}"));
  }

  private void head(String name, String line) {
    raw(name, line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private void raw(String name, String request) {
    shapes.put(name, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String get(String headers) {
    return "GET /v2 HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
  }

  private static String post(String headers, String body) {
    return HostileShapes.post(headers, body);
  }
}

package io.gradstream.serving;

import java.util.Arrays;
import java.util.List;

/** Tensors in binary, packed bodies, events and paths that are wrong, each with what it is told. */
final class MalformedPackings extends MalformedRows {

  MalformedPackings() {
    binary();
    packed();
    events();
    paths();
  }

  private void binary() {
    String json = inputs(SCHEDULED, behind("distance", "FP64", 8));
    behindRow("a JSON that ends outside", json, new byte[8], "99999", "must be within the body");
    behindRow(
        "a JSON that ends before it begins", json, new byte[8], "-1", "must be within the body");
    behindRow("an end that is no number", json, new byte[8], "0x10", "must be a number of bytes");
    behindRow("an end within the JSON", json, new byte[8], "20", "the body must be JSON");
    behindRow(
        "fewer bytes than are told",
        json,
        new byte[7],
        "",
        "must be a number of bytes behind the JSON, where 7 are left: 8");
    behindRow("more bytes than are told", json, new byte[9], "", "1 are of none");
    behindRow(
        "fewer bytes than the shape says",
        inputs(SCHEDULED, behind("distance", "FP64", 4)),
        new byte[4],
        "",
        "must have 8 bytes in binary");
    behindRow(
        "a size below zero",
        inputs(SCHEDULED, behind("distance", "FP64", -8)),
        new byte[8],
        "",
        "must be a number of bytes behind the JSON");
    behindRow(
        "a truth that is none",
        inputs(SCHEDULED, behind("holiday", "BOOL", 1)),
        new byte[] {7},
        "",
        "must hold 0 or 1 in every byte");
    behindRow(
        "a text longer than all",
        inputs(SCHEDULED, behind("origin", "BYTES", 4)),
        new byte[] {-1, -1, -1, 127},
        "",
        "element 0 says 2147483647, and 0 bytes are left");
    behindRow(
        "a text that is none",
        inputs(SCHEDULED, behind("origin", "BYTES", 5)),
        new byte[] {1, 0, 0, 0, -1},
        "",
        "must be text in UTF-8");
    infer(
        "binary without bytes",
        inputs(SCHEDULED, behind("distance", "FP64", 8)),
        "where 0 are left: 8");
  }

  private void packed() {
    byte[] flight = gzip(bytes(inputs(SCHEDULED)));
    add(
        "packed in a way nobody reads",
        INFER,
        List.of("Content-Encoding", "br"),
        flight,
        415,
        "Content-Encoding must be gzip, identity or absent");
    add(
        "packed twice",
        INFER,
        List.of("Content-Encoding", "gzip, gzip"),
        gzip(flight),
        415,
        "Content-Encoding must be gzip, identity or absent");
    add(
        "not packed though it says so",
        INFER,
        List.of("Content-Encoding", "gzip"),
        bytes("{}"),
        400,
        "the body must be in gzip");
    add(
        "packed and torn",
        INFER,
        List.of("Content-Encoding", "gzip"),
        Arrays.copyOf(flight, flight.length - 9),
        400,
        "the body must be in gzip");
    byte[] altered = flight.clone();
    altered[altered.length - 6] ^= 1; // of its sum
    add(
        "packed and altered",
        INFER,
        List.of("Content-Encoding", "gzip"),
        altered,
        400,
        "the body must be in gzip");
    add(
        "a bomb",
        INFER,
        List.of("Content-Encoding", "gzip"),
        gzip(new byte[100 << 20]),
        413,
        "the body must have at most 1048576 bytes");
    add(
        "too long",
        INFER,
        List.of(),
        new byte[2 << 20],
        413,
        "the body must have at most 1048576 bytes");
  }

  private void events() {
    answer("no event", "", "must be a JSON object: nothing");
    answer("no events", "[]", "there must be 1 to 4096 events: 0");
    answer(
        "too many events",
        "[" + "{},".repeat(4096) + "{}]",
        "there must be 1 to 4096 events: more");
    answer("a number for an event", "[1]", "event 0 must be a JSON object: 1");
    answer("an array in an array", "[[]]", "event 0 must be a JSON object");
    answer(
        "an event that ends too early", "{\"scheduled\": 1", "the body must be an event in JSON");
    answer("more behind an event", "{} 1", "the body must end with its event");
    answer(
        "a deep event",
        "{\"a\": " + "[".repeat(200) + "]".repeat(200) + "}",
        "the body must be an event in JSON");
    answer(
        "an event without what it must have", "{\"distance\": 5}", "row 0: scheduled is required");
    answer(
        "an event with a field twice",
        "{\"scheduled\": 981100800000, \"scheduled\": 1}",
        "row 0: scheduled comes twice");
    answer(
        "an event with another kind of value",
        "{\"scheduled\": [1]}",
        "row 0: scheduled must be a time");
    add(
        "an event's unknown option",
        ANSWER + "?age=5",
        List.of(),
        bytes("{}"),
        400,
        "there is no option 'age'");
    add(
        "an event with tensors behind it",
        ANSWER,
        List.of(JSON_BYTES, "2"),
        bytes("{}"),
        400,
        "must be absent: an event is JSON");
  }

  private void paths() {
    add(
        "a learner nobody has",
        "/v2/models/taxis/infer",
        List.of(),
        bytes("{}"),
        404,
        "there is no learner 'taxis'; there are [authors, flight-delays");
    add(
        "a version nobody has",
        "/v2/models/flight-delays/versions/1.1/infer",
        List.of(),
        bytes(inputs(SCHEDULED)),
        404,
        "version '1.1' of flight-delays is not held; held: [3.1200]");
    add(
        "a version that is none",
        "/v2/models/flight-delays/versions/newest/answer",
        List.of(),
        bytes("{\"scheduled\": 981100800000}"),
        404,
        "version 'newest' of flight-delays is not held");
    add(
        "a path nobody has",
        "/v2/models/flight-delays/train",
        List.of(),
        bytes("{}"),
        404,
        "there is no such path");
    add(
        "the wrong method",
        "/v2/models/flight-delays",
        List.of(),
        bytes("{}"),
        405,
        "the method must be GET: POST");
    add(
        "an index of no JSON",
        "/v2/repository/index",
        List.of(),
        bytes("ready"),
        400,
        "the body must be JSON");
  }
}

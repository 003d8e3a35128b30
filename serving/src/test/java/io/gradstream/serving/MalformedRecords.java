package io.gradstream.serving;

import java.util.List;

/** Bodies of records to learn from that are none, each with what it is told. */
final class MalformedRecords extends MalformedRows {

  static final String LEARN = "/v2/models/flight-delays/learn";

  MalformedRecords() {
    learn("nothing to learn", "", "the body must be a JSON object: nothing");
    learn("an empty object to learn", "{}", "there must be 1 to 4096 records: 0");
    learn("no records to learn", "{\"events\": []}", "there must be 1 to 4096 records: 0");
    learn("nulls to learn", "{\"events\": null, \"labels\": null}", "there must be 1 to 4096");
    learn("an array to learn", "[{}]", "the body must be a JSON object: [");
    learn("a bare event to learn", "{\"flightId\": \"A\"}", "and nothing else: 'flightId'");
    learn("events twice", "{\"events\": [], \"events\": []}", "events must come once");
    learn("a text for events", "{\"events\": \"all\"}", "events must be a JSON object: all");
    learn("a number among events", "{\"events\": [1]}", "events[0] must be a JSON object: 1");
    learn("an array among labels", "{\"labels\": [[]]}", "labels[0] must be a JSON object: [");
    learn("a torn body to learn", "{\"events\": [{", "the body must be JSON");
    learn("more behind what is to learn", "{\"events\": []} 1", "there must be 1 to 4096");
    learn(
        "too many records to learn",
        "{\"events\": [" + "{},".repeat(4096) + "{}]}",
        "there must be 1 to 4096 records: more");
    learn(
        "a deep record to learn",
        "{\"events\": [{\"a\": " + "[".repeat(200) + "]".repeat(200) + "}]}",
        "the body must be JSON");
    learn(
        "a key that is an object",
        "{\"events\": [{\"$key\": {}}]}",
        "events[0]: $key must be a text, a number or null");
    learn("a key twice", "{\"events\": [{\"$key\": 1, \"$key\": 2}]}", "$key comes twice");
    learn(
        "a partition of a caller's own",
        "{\"labels\": {\"$partition\": 3}}",
        "labels: $partition must be absent");
    add(
        "records with an option",
        LEARN + "?acks=1",
        List.of(),
        bytes("{}"),
        400,
        "there must be no options behind the path");
    add(
        "records with tensors behind them",
        LEARN,
        List.of(JSON_BYTES, "2"),
        bytes("{}"),
        400,
        "must be absent: records are JSON");
    add(
        "records for a learner nobody has",
        "/v2/models/taxis/learn",
        List.of(),
        bytes("{}"),
        404,
        "there is no learner 'taxis' that records may be given to; there are [flight-delays]");
    add(
        "records for a version",
        "/v2/models/flight-delays/versions/3.1200/learn",
        List.of(),
        bytes("{}"),
        404,
        "there is no such path");
    add(
        "records from a browser's page",
        LEARN,
        List.of("Origin", "https://example.org"),
        bytes("{\"events\": [{}]}"),
        403,
        "a browser's page may do so only where --tokens are given");
  }

  private void learn(String name, String body, String told) {
    add(name, LEARN, List.of(), bytes(body), 400, told);
  }
}

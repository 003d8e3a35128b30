package io.gradstream.serving;

import java.util.List;

/** Bodies, tensors and parameters that are wrong in JSON, each with what it is told. */
final class MalformedTensors extends MalformedRows {

  MalformedTensors() {
    bodies();
    tensors();
    parameters();
  }

  private void bodies() {
    infer("nothing", "", "the body must be a JSON object: absent");
    infer("no JSON", "inputs=1", "the body must be JSON");
    infer("JSON that ends too early", "{\"inputs\": [", "the body must be JSON");
    infer("two objects", "{} {}", "the body must be JSON");
    infer("an array", "[]", "the body must be a JSON object: []");
    infer("a name twice", "{\"id\": \"a\", \"id\": \"b\"}", "Duplicate field 'id'");
    infer("deep arrays", "{\"a\": " + "[".repeat(5000), "the body must be JSON");
    infer("deep objects", "{\"a\":".repeat(5000), "the body must be JSON");
    infer("a long number", "{\"a\": " + "9".repeat(5000) + "}", "the body must be JSON");
    infer("a large exponent", "{\"inputs\": 1e99999999999}", "inputs must be an array");
    infer("NaN", inputs(SCHEDULED.replace("981100800000", "NaN")), "the body must be JSON");
    add(
        "no UTF-8",
        INFER,
        List.of(),
        new byte[] {'{', '"', (byte) 0xff, '"', '}'},
        400,
        "must be JSON");
    infer("no inputs", "{}", "inputs must be an array of at least one tensor: absent");
    infer(
        "an id that is a number",
        "{\"id\": 3, \"inputs\": [" + SCHEDULED + "]}",
        "id must be text");
  }

  private void tensors() {
    tensorRow(
        "a shape that overflows",
        "distance",
        "FP64",
        "[2147483647,2147483647,3]",
        "[1]",
        "must have 1 to 4096 rows");
    tensorRow(
        "a row that overflows",
        "distance",
        "FP64",
        "[1,2147483647,2147483647]",
        "[1]",
        "must have as many elements as its shape says");
    tensorRow(
        "a length beyond 32 bits",
        "distance",
        "FP64",
        "[4294967297]",
        "[1]",
        "must have the shape");
    tensorRow(
        "a length beyond 64 bits",
        "distance",
        "FP64",
        "[18446744073709551617]",
        "[1]",
        "must have the shape");
    tensorRow(
        "a length below zero", "distance", "FP64", "[-1]", "[1]", "must have 1 to 4096 rows: -1");
    tensorRow("no rows", "distance", "FP64", "[0]", "[]", "must have 1 to 4096 rows: 0");
    tensorRow(
        "too many rows", "distance", "FP64", "[4097]", "[1]", "must have 1 to 4096 rows: 4097");
    tensorRow("a length of zero within", "distance", "FP64", "[1,0]", "[]", "must have the shape");
    tensorRow("a broken length", "distance", "FP64", "[1.5]", "[1]", "must have the shape");
    tensorRow(
        "too many dimensions", "distance", "FP64", "[1,1,1,1,1]", "[1]", "must have the shape");
    tensorRow(
        "fewer elements than the shape says",
        "distance",
        "FP64",
        "[2]",
        "[1]",
        "must have as many elements as its shape says, 2: 1");
    tensorRow(
        "more elements than the shape says",
        "distance",
        "FP64",
        "[1]",
        "[1,2]",
        "must have as many elements as its shape says, 1: 2");
    tensorRow(
        "elements that are no array", "distance", "FP64", "[1]", "1", "must have data: an array");
    tensorRow(
        "a datatype nobody has", "distance", "BF16", "[1]", "[1]", "must have a datatype of [BOOL");
    tensorRow(
        "a datatype in small letters",
        "distance",
        "fp64",
        "[1]",
        "[1]",
        "must have a datatype of [BOOL");
    tensorRow(
        "a text as a number",
        "distance",
        "FP64",
        "[1]",
        "[\"far\"]",
        "must hold a number in every element (FP64)");
    tensorRow(
        "a number beyond its type",
        "distance",
        "INT8",
        "[1]",
        "[128]",
        "must hold a whole number of 8 bits");
    tensorRow(
        "a number below its type",
        "distance",
        "UINT64",
        "[1]",
        "[-1]",
        "must hold a whole number of 64 bits, without sign");
    tensorRow(
        "a fraction as a whole number",
        "distance",
        "INT32",
        "[1]",
        "[0.5]",
        "must hold a whole number of 32 bits");
    tensorRow(
        "an input nobody asked for",
        "distanz",
        "FP64",
        "[1]",
        "[1]",
        "there is no input 'distanz'; expected are");
    tensorRow(
        "an array for a number",
        "distance",
        "FP64",
        "[1,2]",
        "[1,2]",
        "must have the shape [n] or [n,1]");
    tensorRow("a time before all times", "scheduled", "INT64", "[1]", "[1]", "must be given once");
    infer(
        "rows of other numbers",
        inputs(SCHEDULED, tensor("distance", "FP64", "[2]", "[1,2]")),
        "all inputs must have as many rows");
    infer(
        "a field that must be there",
        inputs(tensor("distance", "FP64", "[1]", "[1]")),
        "row 0: scheduled is required");
    infer("no name", inputs("{\"datatype\": \"FP64\"}"), "an input must have a name");
    infer(
        "no datatype", inputs("{\"name\": \"distance\"}"), "must have a datatype, a text: absent");
  }

  private void parameters() {
    infer(
        "an output nobody has",
        asking("\"outputs\": [{\"name\": \"class\"}]"),
        "there is no output 'class'; there are [probability]");
    infer(
        "an output twice",
        asking("\"outputs\": [{\"name\": \"probability\"}, {\"name\": \"probability\"}]"),
        "must be asked for once");
    infer(
        "a key where there is none",
        asking("\"parameters\": {\"key\": \"ORD\"}"),
        "parameters.key must be absent");
    infer(
        "a flag that is none",
        asking("\"parameters\": {\"binary_data_output\": 1}"),
        "parameters.binary_data_output must be true or false: 1");
    infer(
        "an age below zero",
        asking("\"parameters\": {\"max_age_ms\": -5}"),
        "max_age_ms must be a whole number of milliseconds: '-5'");
    infer(
        "a wait without end",
        asking("\"parameters\": {\"wait_ms\": 999999999}"),
        "wait_ms must be at most 10000");
    infer(
        "an offset of no partition",
        asking("\"parameters\": {\"min_offset\": \"flights:5\"}"),
        "min_offset must be TOPIC-PARTITION:OFFSET");
    infer(
        "one offset of two partitions",
        asking("\"parameters\": {\"min_offset\": 5}"),
        "there are flights-0, flights-1");
    add(
        "older than demanded",
        INFER + "?max_age_ms=5",
        List.of(),
        bytes(inputs(SCHEDULED)),
        412,
        "it is 1234 ms old, and max_age_ms allows 5");
    add(
        "an option there is not",
        INFER + "?max_age=5",
        List.of(),
        bytes(inputs(SCHEDULED)),
        400,
        "there is no option 'max_age'; there are [max_age_ms, min_offset, wait_ms]");
    infer(
        "parameters that are a list",
        asking("\"parameters\": [{\"max_age_ms\": 5}]"),
        "parameters must be a JSON object: [");
    infer(
        "parameters that are text",
        asking("\"parameters\": \"max_age_ms=5\""),
        "parameters must be a JSON object: \"max_age_ms=5\"");
    add(
        "an option twice",
        INFER + "?wait_ms=1&wait_ms=2",
        List.of(),
        bytes(inputs(SCHEDULED)),
        400,
        "the option 'wait_ms' must be given once");
  }
}

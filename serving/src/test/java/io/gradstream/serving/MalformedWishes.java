package io.gradstream.serving;

import java.util.List;

/** Requests for texts and samples that are none, each with what it is told. */
final class MalformedWishes extends MalformedRows {

  private static final String WRITER = "/v2/models/writer/generate";
  private static final String PAINTER = "/v2/models/painter/sample";

  MalformedWishes() {
    prompts();
    parameters();
    samples();
    learners();
  }

  private void prompts() {
    text("no prompt at all", "", "the body must be a JSON object: absent");
    text("a prompt that is no JSON", "ROMEO:", "the body must be JSON");
    text("a prompt alone", "\"ab\"", "the body must be a JSON object: \"ab\"");
    text("a body without a prompt", "{}", "the body must have a text_input, a text: absent");
    text("a number for a prompt", "{\"text_input\": 7}", "must have a text_input, a text: 7");
    text("prompts", "{\"text_input\": [\"ab\"]}", "must have a text_input, a text: [\"ab\"]");
    text("an empty prompt", "{\"text_input\": \"\"}", "text_input must not be empty");
    text(
        "a prompt twice",
        "{\"text_input\": \"a\", \"text_input\": \"b\"}",
        "the body must be JSON: Duplicate field 'text_input'");
    text(
        "a prompt of other characters",
        "{\"text_input\": \"ab\\u00e9\"}",
        "the prompt must be of the 5 characters of the learner's alphabet, and U+FFFD for any other:"
            + " character 3 is U+00E9 '\u00e9'");
    text(
        "half a character",
        "{\"text_input\": \"a\\ud83d\"}",
        "the prompt must be Unicode: character 2 is half a surrogate pair");
    text(
        "a prompt by another name",
        "{\"prompt\": \"ab\"}",
        "the body may have text_input, parameters and nothing else: 'prompt'");
    add(
        "a prompt that is plain text",
        WRITER,
        List.of("Content-Type", "text/plain"),
        bytes("ROMEO:"),
        400,
        "the body must be JSON");
    add(
        "a prompt packed in a way nobody reads",
        WRITER,
        List.of("Content-Encoding", "br"),
        bytes("{\"text_input\": \"ab\"}"),
        415,
        "Content-Encoding must be gzip, identity or absent");
    add(
        "a prompt with tensors behind it",
        WRITER,
        List.of(JSON_BYTES, "2"),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "must be absent: the body is JSON");
    add(
        "a prompt with an unknown option",
        WRITER + "?seed=3",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "there is no option 'seed'");
  }

  private void parameters() {
    wish("parameters in an array", "[]", "parameters must be a JSON object: []");
    wish(
        "an unknown parameter",
        "{\"top_p\": 0.9}",
        "parameters may have max_tokens, temperature, top_k, seed, key, max_age_ms, min_offset,"
            + " wait_ms and nothing else: 'top_p'");
    wish("no temperature at all", "{\"temperature\": NaN}", "the body must be JSON");
    wish(
        "a temperature in words",
        "{\"temperature\": \"NaN\"}",
        "parameters.temperature must be a number in [0, 100]: \"NaN\"");
    wish(
        "a temperature below zero",
        "{\"temperature\": -0.5}",
        "parameters.temperature must be a number in [0, 100]: -0.5");
    wish(
        "a temperature without end",
        "{\"temperature\": 1e999}",
        "parameters.temperature must be a number in [0, 100]");
    wish("no tokens", "{\"max_tokens\": 0}", "parameters.max_tokens must be a whole number in 1..");
    wish("fewer tokens than none", "{\"max_tokens\": -5}", "must be a whole number in 1..4096: -5");
    wish("too many tokens", "{\"max_tokens\": 4097}", "must be a whole number in 1..4096: 4097");
    wish(
        "tokens beyond all numbers",
        "{\"max_tokens\": 99999999999999999999}",
        "must be a whole number in 1..4096: 99999999999999999999");
    wish("half a token", "{\"max_tokens\": 1.5}", "must be a whole number in 1..4096: 1.5");
    wish("tokens in words", "{\"max_tokens\": \"all\"}", "must be a whole number in 1..4096");
    wish("fewer of the likeliest than none", "{\"top_k\": -1}", "parameters.top_k must be a whole");
    wish("a seed in words", "{\"seed\": \"lucky\"}", "parameters.seed must be a whole number in");
    wish("a seed too long", "{\"seed\": 9223372036854775808}", "parameters.seed must be a whole");
    wish(
        "a key to a text where there is none",
        "{\"key\": \"Ann\"}",
        "parameters.key must be absent: the learner writer has a single model");
    wish("a key that is an array", "{\"key\": []}", "parameters.key must be text");
    wish("an age in words", "{\"max_age_ms\": \"new\"}", "max_age_ms must be a whole number");
  }

  private void samples() {
    sample(
        "no samples", "{\"parameters\": {\"count\": 0}}", "must be a whole number in 1..4096: 0");
    sample(
        "fewer samples than none",
        "{\"parameters\": {\"count\": -64}}",
        "parameters.count must be a whole number in 1..4096: -64");
    sample("too many samples", "{\"parameters\": {\"count\": 4097}}", "in 1..4096: 4097");
    sample("samples without a body", "", "the body must be a JSON object: absent");
    sample(
        "a prompt for samples",
        "{\"text_input\": \"ab\"}",
        "the body may have parameters and nothing else: 'text_input'");
    sample(
        "tokens for samples",
        "{\"parameters\": {\"max_tokens\": 5}}",
        "parameters may have count, seed, binary_data_output, key,");
    sample(
        "samples in another binary",
        "{\"parameters\": {\"binary_data_output\": 1}}",
        "parameters.binary_data_output must be true or false: 1");
    add(
        "an image of what is none",
        "/v2/models/rows/sample",
        List.of("Accept", "image/png"),
        bytes("{}"),
        400,
        "Accept must be application/json: events of shape [5] are no gray images");
  }

  private void learners() {
    add(
        "a text of who predicts",
        "/v2/models/flight-delays/generate",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "generate must be asked of a learner whose target is nextToken, and that of flight-delays is"
            + " binary: ask /v2/models/flight-delays/infer");
    add(
        "a stream of who draws",
        "/v2/models/painter/generate_stream",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "whose target is nextToken, and that of painter is generate: ask /v2/models/painter/sample");
    add(
        "samples of who writes",
        "/v2/models/writer/sample",
        List.of(),
        bytes("{}"),
        400,
        "whose target is generate, and that of writer is nextToken: ask /v2/models/writer/generate");
    add(
        "a text of who knows words by their hash",
        "/v2/models/words/generate",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "tokens must be bytes or characters to be written: those of text are WORDS");
    add(
        "a text of nobody in particular",
        "/v2/models/authors/generate",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        400,
        "'author' picks the model: give it as parameters.key");
    add(
        "a text of a learner nobody has",
        "/v2/models/taxis/generate",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        404,
        "there is no learner 'taxis'");
    add(
        "samples of a learner nobody has",
        "/v2/models/taxis/sample",
        List.of(),
        bytes("{}"),
        404,
        "there is no learner 'taxis'");
    add(
        "a stream of a version nobody has",
        "/v2/models/writer/versions/1.1/generate_stream",
        List.of(),
        bytes("{\"text_input\": \"ab\"}"),
        404,
        "version '1.1' of writer is not held; held: [2.30]");
  }

  private void text(String name, String body, String told) {
    add(name, WRITER, List.of(), bytes(body), 400, told);
  }

  private void wish(String name, String parameters, String told) {
    text(name, "{\"text_input\": \"ab\", \"parameters\": %s}".formatted(parameters), told);
  }

  private void sample(String name, String body, String told) {
    add(name, PAINTER, List.of(), bytes(body), 400, told);
  }
}

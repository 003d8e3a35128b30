package io.gradstream.serving.report;

import java.util.List;
import java.util.Locale;

/** Every metric of the service, declared once: {@code docs/metrics.md} is written from this. */
public enum Metric {
  REQUESTS_TOTAL(
      Type.COUNTER,
      "requests",
      "Requests over HTTP that are over, by what was asked (`infer`, `generate`: texts and samples,"
          + " `learn`, `health`, `metrics`,"
          + " `models`: metadata, `page`: the page and what it shows, `none`: no such path) and the status.",
      "asked",
      "status"),
  REFUSALS_TOTAL(
      Type.COUNTER,
      "requests",
      "Requests that were not answered as meant, by reason. `bad_request`, `unauthorized`,"
          + " `forbidden`, `not_found`, `method`, `not_fresh`, `too_large`, `encoding`: the"
          + " caller's. `not_ready`: no model yet. `requests_busy`, `bytes_busy`, `model_busy`: alert"
          + " on a rise. `too_much_work`: rows, tokens or samples that take longer than an answer may. `slow_body`:"
          + " gave way to others. `late`, `gone`: time was over, the caller had left. `not_stored`:"
          + " Kafka has not acknowledged all that was given to learn from. `failed`: a fault of"
          + " ours, see the log.",
      "reason"),
  INFER_SECONDS(
      Type.HISTOGRAM,
      "seconds",
      "Time of inference requests and events over HTTP, from their headers to the last byte.",
      "le"),
  GENERATE_SECONDS(
      Type.HISTOGRAM,
      "seconds",
      "Time of requests for texts and samples, from their headers to the last byte.",
      "le"),
  LEARN_SECONDS(
      Type.HISTOGRAM,
      "seconds",
      "Time of requests that give events and labels to learn from, from their headers to the last"
          + " byte.",
      "le"),
  LEARN_RECORDS_TOTAL(
      Type.COUNTER,
      "records",
      "Records given to learn from, by what became of them. `stored`: Kafka has them. `refused`:"
          + " not as their topic's records must be, the caller's. `not_stored`: Kafka could not be"
          + " reached, or did not take them. `unknown`: Kafka did not say; alert on a rise of both."
          + " Only with `--learn`.",
      "learner",
      "kind",
      "fate"),
  REQUESTS_IN_PROGRESS(Type.GAUGE, "requests", "Requests in progress, health and metrics apart."),
  BODY_BYTES(Type.GAUGE, "bytes", "Bytes of bodies in progress beyond the first 64 KiB of each."),
  GRPC_CALLS_TOTAL(
      Type.COUNTER,
      "calls",
      "Calls of gRPC that are over, by method and status. Only with `--grpc-port`.",
      "method",
      "status"),
  GRPC_INFER_SECONDS(
      Type.HISTOGRAM,
      "seconds",
      "Time of calls of `ModelInfer`, from their headers to their end. Only with `--grpc-port`.",
      "le"),
  READY(Type.GAUGE, "1 or 0", "Whether the service is ready."),
  MODELS(Type.GAUGE, "models", "Models held.", "learner"),
  MODEL_BYTES(
      Type.GAUGE,
      "bytes",
      "Estimated memory of the models held, on the heap and off it.",
      "learner"),
  MODEL_AGE_SECONDS(
      Type.GAUGE,
      "seconds",
      "Time since the newest model held was published: alert when it grows while events come.",
      "learner"),
  ROW_SECONDS(
      Type.GAUGE, "seconds", "What a row costs, as measured; 0 before the first.", "learner"),
  ROWS_WAITING(
      Type.GAUGE, "rows", "Rows of long requests that are still to be predicted.", "learner"),
  PIECE_SECONDS(
      Type.GAUGE,
      "seconds",
      "What a token of a text or a sample costs, as measured; 0 before the first.",
      "learner"),
  PIECES_WAITING(
      Type.GAUGE,
      "tokens or samples",
      "Tokens and samples of long requests that are still to be made.",
      "learner");

  /** What Prometheus makes of it. */
  public enum Type {
    /** Only rises. */
    COUNTER,
    /** May rise and fall. */
    GAUGE,
    /** Counts within bounds, and their sum. */
    HISTOGRAM
  }

  private static final String PREFIX = "gradstream_serving_";

  private final Type type;
  private final String unit;
  private final String meaning;
  private final List<String> labels;

  Metric(Type type, String unit, String meaning, String... labels) {
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** The name it is scraped under; of a histogram without the endings of its series. */
  public String exposed() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  public Type type() {
    return type;
  }

  /** What it counts, or is measured in. */
  public String unit() {
    return unit;
  }

  /** Whole sentences, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }
}

package io.gradstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * All versions ever released of one topic's schema, found by fingerprint. Version n is the resource
 * {@code NAME-n.avsc}; a released file is never edited or removed, so old records stay readable.
 * Immutable.
 */
final class Contract {

  /** Of learners whose specs name their classes: for them nothing changed with the second. */
  static final Contract PREDICTION_1 = new Contract("prediction", 1);

  /** Of learners that meet their classes as labels come: nor with the third. */
  static final Contract PREDICTION_2 = new Contract("prediction", 2);

  /** Of learners of numbers without bounds: nor with the fourth. */
  static final Contract PREDICTION_3 = new Contract("prediction", 3);

  /** Of learners without alarms: nor with the fifth. */
  static final Contract PREDICTION_4 = new Contract("prediction", 4);

  static final Contract PREDICTION = new Contract("prediction", 5);
  static final Contract DEAD_LETTER = new Contract("dead-letter", 1);
  static final Contract METRIC_REPORT = new Contract("metric-report", 1);

  /** Of the first orders, where nobody says who sent them. */
  static final Contract CONTROL_COMMAND_1 = new Contract("control-command", 1);

  /** Of orders before there were challengers. */
  static final Contract CONTROL_COMMAND_2 = new Contract("control-command", 2);

  static final Contract CONTROL_COMMAND = new Contract("control-command", 3);
  static final Contract PLACED_COMMAND = new Contract("placed-command", 1);
  static final Contract CLAIM = new Contract("claim", 1);

  /** Of models that never went back to one of before. */
  static final Contract SNAPSHOT_MESSAGE_1 = new Contract("snapshot-message", 1);

  static final Contract SNAPSHOT_MESSAGE = new Contract("snapshot-message", 2);

  private final String name;
  private final Schema newest;
  private final Map<Long, Schema> byFingerprint = new HashMap<>();

  /** Loads versions 1 to {@code versions} from the resources. */
  Contract(String name, int versions) {
    this.name = name;
    Schema schema = null;
    for (int version = 1; version <= versions; version++) {
      schema = load(name + "-" + version + ".avsc");
      byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }
    this.newest = schema;
  }

  String name() {
    return name;
  }

  Schema newest() {
    return newest;
  }

  /** CRC-64-AVRO of the newest schema's parsing canonical form. */
  long newestFingerprint() {
    return SchemaNormalization.parsingFingerprint64(newest);
  }

  /** The schema a record was written with. */
  Schema writer(long fingerprint) {
    Schema schema = byFingerprint.get(fingerprint);
    if (schema == null) {
      throw new MalformedRecordException(
          "no released schema of %s has the fingerprint %016x".formatted(name, fingerprint));
    }
    return schema;
  }

  private static Schema load(String resource) {
    try (InputStream stream = Contract.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no schema on the class path: " + resource);
      }
      return new Schema.Parser().parse(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the schema " + resource, e);
    }
  }
}

package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;

/** The statements that ask the model {@code fraud}, of models that are held in this process. */
final class PredictStatements {

  /** When the payment of the table was paid, in epoch milliseconds. */
  static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  /** One payment, of the very types that {@link Payments#INPUT} declares. */
  private static final String TABLE =
      """
      CREATE TEMPORARY VIEW paid AS SELECT
        CAST(TO_TIMESTAMP_LTZ(%d, 3) AS TIMESTAMP_LTZ(3)) AS paidAt,
        CAST(27.5 AS DOUBLE) AS amount,
        CAST('IT' AS STRING) AS country,
        TRUE AS abroad,
        ARRAY[CAST(0 AS FLOAT), CAST(51 AS FLOAT), CAST(102 AS FLOAT), CAST(255 AS FLOAT)] AS pixels
      """
          .formatted(NOON);

  private final TableEnvironment tables =
      TableEnvironment.create(EnvironmentSettings.inStreamingMode());

  TableEnvironment tables() {
    return tables;
  }

  /** Makes the table {@code paid}. */
  void createTable() {
    tables.executeSql(TABLE);
  }

  void create(String input, String output) {
    create(input, output, "");
  }

  void create(String input, String output, String options) {
    tables.executeSql(
        """
        CREATE MODEL fraud INPUT (%s) OUTPUT (%s) WITH (
          'provider' = 'held', 'learner' = 'payments', 'properties.bootstrap.servers' = 'localhost:1'%s)
        """
            .formatted(input, output, options));
  }

  static String predict(String columns) {
    return predict("paid", columns);
  }

  static String predict(String table, String columns) {
    return "SELECT * FROM ML_PREDICT(TABLE %s, MODEL fraud, DESCRIPTOR(%s))"
        .formatted(table, columns);
  }

  List<Row> rows(String query) {
    List<Row> rows = new ArrayList<>();
    tables.executeSql(query).collect().forEachRemaining(rows::add);
    return rows;
  }

  Row only(String query) {
    List<Row> rows = rows(query);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}

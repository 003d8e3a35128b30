package io.gradstream.sql;

import static io.gradstream.sql.PredictStatements.predict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.Version;
import io.gradstream.serving.models.LearnerModels;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are wrong, and queries that end, with what they are told. */
class MlPredictRefusalsTest {

  private static final Version FIRST = new Version(1, 7);

  private final PredictStatements sql = new PredictStatements();
  private final LearnerModels models = HeldModels.hold(Payments.LEARNER);

  @ParameterizedTest
  @ValueSource(strings = {"TINYINT", "INT", "BIGINT"})
  void elementsOfAnotherTypeThanDeclaredEndTheQueryAndNameTheColumn(String type) {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(Payments.INPUT, "probability DOUBLE");
    sql.createTable();
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY VIEW whole AS SELECT paidAt, amount, country, abroad,"
                + " CAST(ARRAY[0, 51, 102, 127] AS ARRAY<%s>) AS others FROM paid".formatted(type));

    assertThatThrownBy(() -> sql.rows(predict("whole", "paidAt, amount, country, abroad, others")))
        .satisfies(
            failure ->
                assertThat(messages(failure))
                    .contains("INPUT column 'pixels' is ARRAY<FLOAT>")
                    .contains("elements of another type, which Flink does not cast"));
  }

  @Test
  void columnsThatDoNotFitAreRefusedByNameWhileTheQueryIsPlanned() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(
        "paidAt TIMESTAMP_LTZ(3), amonut DOUBLE, country STRING, abroad TIMESTAMP(3), pixels ARRAY<STRING>",
        "fraud DOUBLE, probability STRING, model_version STRING NOT NULL");
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY TABLE paid (moment TIMESTAMP_LTZ(3), amount DOUBLE, country STRING,"
                + " abroad TIMESTAMP(3), pixels ARRAY<STRING>) WITH ('connector' = 'datagen')");

    assertThatThrownBy(
            () -> sql.tables().explainSql(predict("moment, amount, country, abroad, pixels")))
        .rootCause()
        .hasMessageContaining("the model fraud does not fit the learner payments")
        .hasMessageContaining(
            "INPUT has a column 'amonut', which payments does not read: leave it out; it reads paidAt, amount, country, abroad, pixels")
        .hasMessageContaining(
            "INPUT lacks the column 'amount' (DOUBLE), which payments reads: add it there and to DESCRIPTOR")
        .hasMessageContaining("INPUT column 'abroad' must be true or false (BOOLEAN")
        .hasMessageContaining("it is TIMESTAMP(3); CAST what the table has")
        .hasMessageContaining("INPUT column 'pixels' must be an array of numbers (ARRAY<FLOAT>")
        .hasMessageContaining("OUTPUT has a column 'fraud', which payments does not give")
        .hasMessageContaining("it gives probability, model_version, model_age_ms, events_seen")
        .hasMessageContaining("OUTPUT column 'probability' must be DOUBLE or FLOAT: it is STRING")
        .hasMessageContaining("OUTPUT column 'model_version' must be nullable")
        .hasMessageContaining(
            "This fits: INPUT (`paidAt` TIMESTAMP_LTZ(3), `amount` DOUBLE, `country` STRING, `abroad` BOOLEAN, `pixels` ARRAY<FLOAT>) OUTPUT (`probability` DOUBLE, `model_version` STRING, `model_age_ms` BIGINT, `events_seen` BIGINT, `problem` STRING)");
  }

  @Test
  void columnsThatWereNotCheckedThenAreRefusedWhenTheQueryStarts() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create("amonut DOUBLE", "probability DOUBLE", ", 'check.timeout' = '0 s'");
    sql.tables().executeSql("CREATE TEMPORARY VIEW paid AS SELECT CAST(27.5 AS DOUBLE) AS amount");

    assertThatThrownBy(() -> sql.rows(predict("amount")))
        .satisfies(
            failure ->
                assertThat(messages(failure))
                    .contains("INPUT has a column 'amonut', which payments"));
  }

  @Test
  void aQueryWithoutAModelFailsAfterItsPatienceAndSaysWhatWasWaitedFor() {
    sql.create("amount DOUBLE", "probability DOUBLE", ", 'first-model.timeout' = '1 ms'");
    sql.tables().executeSql("CREATE TEMPORARY VIEW paid AS SELECT CAST(27.5 AS DOUBLE) AS amount");

    assertThatThrownBy(() -> sql.rows(predict("amount")))
        .satisfies(
            failure ->
                assertThat(messages(failure))
                    .contains("no model of payments could be had within PT0.001S")
                    .contains("'first-model.timeout'")
                    .contains("there is no topic payments.models"));
  }

  @Test
  void optionsThatAreMissingUnknownOrWrongAreNamed() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.createTable();

    assertThat(refusal("'properties.bootstrap.servers' = 'localhost:1'")).contains("learner");
    assertThat(refusal("'learner' = 'payments'")).contains("properties.bootstrap.servers");
    assertThat(refusal(options("'lerner' = 'payments'"))).contains("lerner");
    assertThat(refusal(options("'check.timeout' = 'soon'"))).contains("check.timeout");
    assertThat(refusal(options("'cache.max-size' = 'much'"))).contains("cache.max-size");
  }

  @Test
  void flinkRefusesToAskAsynchronouslyWhatAnswersAtOnce() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(Payments.INPUT, "probability DOUBLE");
    sql.createTable();
    String query =
        predict("paidAt, amount, country, abroad, pixels")
            .replace("pixels))", "pixels), MAP['async', 'true'])");

    assertThatThrownBy(() -> sql.tables().explainSql(query))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("async");
  }

  private static String options(String more) {
    return "'learner' = 'payments', 'properties.bootstrap.servers' = 'localhost:1', " + more;
  }

  private String refusal(String options) {
    sql.tables().executeSql("DROP MODEL IF EXISTS fraud");
    sql.tables()
        .executeSql(
            "CREATE MODEL fraud INPUT (%s) OUTPUT (probability DOUBLE) WITH ('provider' = 'held', %s)"
                .formatted(Payments.INPUT, options));
    try {
      sql.tables().explainSql(predict("paidAt, amount, country, abroad, pixels"));
      throw new AssertionError("it was not refused: " + options);
    } catch (RuntimeException e) {
      return messages(e);
    }
  }

  private static String messages(Throwable failure) {
    return ExceptionUtils.stringifyException(failure);
  }
}

package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.LearnerModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements through Flink's own planner, on a cluster within this process. */
class MlPredictTest {

  private static final Version FIRST = new Version(1, 7);
  private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
  private static final Event PAYMENT = Payments.event(NOON, 27.5, "IT", true, 0f, 51f, 102f, 255f);

  /** The same in SQL, of the very types that {@link Payments#INPUT} declares. */
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

  private final LearnerModels models = HeldModels.hold(Payments.LEARNER);

  @Test
  void usageExample() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Payments.INPUT, "probability DOUBLE, model_version STRING, model_age_ms BIGINT");
    tables.executeSql(TABLE);

    Row row = only(predict("paidAt, amount, country, abroad, pixels"));

    assertThat(row.getField("probability")).isEqualTo(answer(Payments.spec())[0]);
    assertThat(row.getField("model_version")).isEqualTo("1.7");
    assertThat((Long) row.getField("model_age_ms")).isNotNegative();
    assertThat(row.getField("amount")).isEqualTo(27.5);
  }

  @Test
  void classesAreGivenByNameAsArrayAndTheLikeliest() {
    ModelSpec spec = of(new MultiClassTarget(List.of("none", "stolen", "forged")));
    models.put(HeldModels.model(spec, "", FIRST));
    tables.executeSql(TABLE);
    create(
        Payments.INPUT,
        "class STRING, probabilities MAP<STRING, DOUBLE>, events_seen BIGINT, problem STRING");

    Row row = only(predict("paidAt, amount, country, abroad, pixels"));

    double[] answer = answer(spec);
    assertThat(row.<Map<String, Double>>getFieldAs("probabilities"))
        .isEqualTo(Map.of("none", answer[0], "stolen", answer[1], "forged", answer[2]));
    assertThat(row.<String>getFieldAs("class")).isIn("none", "stolen", "forged");
    assertThat(row.getField("events_seen")).isEqualTo(4711L);
    assertThat(row.getField("problem")).isNull();

    tables.executeSql("DROP MODEL fraud");
    create(Payments.INPUT, "probabilities ARRAY<FLOAT>");
    Float[] floats = {(float) answer[0], (float) answer[1], (float) answer[2]};
    assertThat(
            only(predict("paidAt, amount, country, abroad, pixels"))
                .<Float[]>getFieldAs("probabilities"))
        .isEqualTo(floats);
  }

  @Test
  void aNumberIsGivenAsItIs() {
    ModelSpec spec = of(new RegressionTarget("loss"));
    models.put(HeldModels.model(spec, "", FIRST));
    create(Payments.INPUT, "`value` DOUBLE");
    tables.executeSql(TABLE);

    assertThat(only(predict("paidAt, amount, country, abroad, pixels")).getField("value"))
        .isEqualTo(answer(spec)[0]);
  }

  @Test
  void columnsOfATableMayHaveOtherNamesAndNarrowerTypes() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(
        "amount DOUBLE, abroad BOOLEAN, country STRING, pixels ARRAY<FLOAT>, paidAt BIGINT",
        "probability DOUBLE");
    tables.executeSql(
        "CREATE TEMPORARY VIEW paid AS SELECT CAST(27 AS TINYINT) AS euros, TRUE AS away, 'IT' AS land,"
            + " CAST(NULL AS ARRAY<FLOAT>) AS picture, CAST(%d AS BIGINT) AS moment"
                .formatted(NOON));

    Row row = only(predict("euros, away, land, picture, moment"));

    Event event = Payments.event(NOON, 27.0, "IT", true);
    assertThat(row.getField("probability"))
        .isEqualTo(Payments.answer(Payments.spec(), "", FIRST, event)[0]);
  }

  /** As the page says; whether Flink does better one day shows here. */
  @Test
  void flinkCastsNoTimeToWhatIsDeclared() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Payments.INPUT, "probability DOUBLE");
    tables.executeSql(TABLE);
    tables.executeSql(
        "CREATE TEMPORARY VIEW locally AS SELECT TIMESTAMP '2026-01-01 12:00:00' AS noon, amount, country, abroad, pixels FROM paid");

    assertThat(
            only(predict("locally", "noon, amount, country, abroad, pixels"))
                .getField("probability"))
        .isEqualTo(answer(Payments.spec())[0]); // as if it were UTC, wherever the session is
  }

  @ParameterizedTest
  @ValueSource(strings = {"TINYINT", "INT", "BIGINT"})
  void elementsOfAnotherTypeThanDeclaredEndTheQueryAndNameTheColumn(String type) {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Payments.INPUT, "probability DOUBLE");
    tables.executeSql(TABLE);
    tables.executeSql(
        "CREATE TEMPORARY VIEW whole AS SELECT paidAt, amount, country, abroad,"
            + " CAST(ARRAY[0, 51, 102, 127] AS ARRAY<%s>) AS others FROM paid".formatted(type));

    assertThatThrownBy(() -> rows(predict("whole", "paidAt, amount, country, abroad, others")))
        .satisfies(
            failure ->
                assertThat(messages(failure))
                    .contains("INPUT column 'pixels' is ARRAY<FLOAT>")
                    .contains("elements of another type, which Flink does not cast"));
  }

  @Test
  void eachKeyIsAnsweredByItsModelAndAnUnknownOneHasNullAndTheReason() {
    models.put(HeldModels.model(Payments.keyed(), "IT", FIRST));
    models.put(HeldModels.model(Payments.keyed(), "US", new Version(1, 8)));
    create(Payments.INPUT, "probability DOUBLE, model_version STRING, problem STRING");
    tables.executeSql(TABLE);
    tables.executeSql(
        "CREATE TEMPORARY VIEW everywhere AS SELECT paidAt, amount, land, abroad, pixels FROM paid"
            + " CROSS JOIN (VALUES CAST('IT' AS STRING), 'US', 'FR', CAST(NULL AS STRING)) AS lands(land)");

    List<Row> rows = rows(predict("everywhere", "paidAt, amount, land, abroad, pixels"));

    assertThat(rows)
        .extracting(row -> row.getField("land"), row -> row.getField("model_version"))
        .containsExactlyInAnyOrder(
            tuple("IT", "1.7"), tuple("US", "1.8"), tuple("FR", null), tuple(null, null));
    assertThat(rows)
        .filteredOn(row -> row.getField("model_version") == null)
        .allSatisfy(row -> assertThat(row.getField("probability")).isNull())
        .extracting(row -> row.<String>getFieldAs("problem"))
        .anyMatch(problem -> problem.contains("no model of payments is held for the key 'FR'"))
        .anyMatch(problem -> problem.contains("'country', which picks the model, is NULL"));
  }

  @Test
  void aRowThatBreaksARuleHasNullAndTheOthersTheirAnswers() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Payments.INPUT, "probability FLOAT, problem STRING");
    tables.executeSql(TABLE);
    tables.executeSql(
        "CREATE TEMPORARY VIEW two AS SELECT moment, amount, country, abroad, pixels FROM paid"
            + " CROSS JOIN (VALUES CAST(TO_TIMESTAMP_LTZ(%d, 3) AS TIMESTAMP_LTZ(3)), CAST(NULL AS TIMESTAMP_LTZ(3))) AS times(moment)"
                .formatted(NOON));

    List<Row> rows = rows(predict("two", "moment, amount, country, abroad, pixels"));

    assertThat(rows)
        .filteredOn(row -> row.getField("moment") == null)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getField("probability")).isNull();
              assertThat(row.getField("problem"))
                  .isEqualTo("paidAt is required and absent or null");
            });
    assertThat(rows)
        .filteredOn(row -> row.getField("moment") != null)
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getField("probability"))
                    .isEqualTo((float) answer(Payments.spec())[0]));
  }

  @Test
  void columnsThatDoNotFitAreRefusedByNameWhileTheQueryIsPlanned() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(
        "paidAt TIMESTAMP_LTZ(3), amonut DOUBLE, country STRING, abroad TIMESTAMP(3), pixels ARRAY<STRING>",
        "fraud DOUBLE, probability STRING, model_version STRING NOT NULL");
    tables.executeSql(
        "CREATE TEMPORARY TABLE paid (moment TIMESTAMP_LTZ(3), amount DOUBLE, country STRING,"
            + " abroad TIMESTAMP(3), pixels ARRAY<STRING>) WITH ('connector' = 'datagen')");

    assertThatThrownBy(() -> tables.explainSql(predict("moment, amount, country, abroad, pixels")))
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
  void whatIsSaidToFitFits() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Inputs.fitting(Payments.spec()), Outputs.fitting(Payments.spec()));
    tables.executeSql(TABLE);

    assertThat(only(predict("paidAt, amount, country, abroad, pixels")).getField("probability"))
        .isEqualTo(answer(Payments.spec())[0]);
  }

  @Test
  void columnsThatWereNotCheckedThenAreRefusedWhenTheQueryStarts() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create("amonut DOUBLE", "probability DOUBLE", ", 'check.timeout' = '0 s'");
    tables.executeSql("CREATE TEMPORARY VIEW paid AS SELECT CAST(27.5 AS DOUBLE) AS amount");

    assertThatThrownBy(() -> rows(predict("amount")))
        .satisfies(
            failure ->
                assertThat(messages(failure))
                    .contains("INPUT has a column 'amonut', which payments"));
  }

  @Test
  void aQueryWithoutAModelFailsAfterItsPatienceAndSaysWhatWasWaitedFor() {
    create("amount DOUBLE", "probability DOUBLE", ", 'first-model.timeout' = '1 ms'");
    tables.executeSql("CREATE TEMPORARY VIEW paid AS SELECT CAST(27.5 AS DOUBLE) AS amount");

    assertThatThrownBy(() -> rows(predict("amount")))
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
    tables.executeSql(TABLE);

    assertThat(refusal("'properties.bootstrap.servers' = 'localhost:1'")).contains("learner");
    assertThat(refusal("'learner' = 'payments'")).contains("properties.bootstrap.servers");
    assertThat(refusal(options("'lerner' = 'payments'"))).contains("lerner");
    assertThat(refusal(options("'check.timeout' = 'soon'"))).contains("check.timeout");
    assertThat(refusal(options("'cache.max-size' = 'much'"))).contains("cache.max-size");
  }

  @Test
  void flinkRefusesToAskAsynchronouslyWhatAnswersAtOnce() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    create(Payments.INPUT, "probability DOUBLE");
    tables.executeSql(TABLE);
    String query =
        predict("paidAt, amount, country, abroad, pixels")
            .replace("pixels))", "pixels), MAP['async', 'true'])");

    assertThatThrownBy(() -> tables.explainSql(query))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("async");
  }

  private static String options(String more) {
    return "'learner' = 'payments', 'properties.bootstrap.servers' = 'localhost:1', " + more;
  }

  private String refusal(String options) {
    tables.executeSql("DROP MODEL IF EXISTS fraud");
    tables.executeSql(
        "CREATE MODEL fraud INPUT (%s) OUTPUT (probability DOUBLE) WITH ('provider' = 'held', %s)"
            .formatted(Payments.INPUT, options));
    try {
      tables.explainSql(predict("paidAt, amount, country, abroad, pixels"));
      throw new AssertionError("it was not refused: " + options);
    } catch (RuntimeException e) {
      return messages(e);
    }
  }

  private static String messages(Throwable failure) {
    return ExceptionUtils.stringifyException(failure);
  }

  private static ModelSpec of(Target target) {
    return Payments.spec(target, Optional.empty());
  }

  private static double[] answer(ModelSpec spec) {
    return Payments.answer(spec, "", FIRST, PAYMENT);
  }

  private void create(String input, String output) {
    create(input, output, "");
  }

  private void create(String input, String output, String options) {
    tables.executeSql(
        """
        CREATE MODEL fraud INPUT (%s) OUTPUT (%s) WITH (
          'provider' = 'held', 'learner' = 'payments', 'properties.bootstrap.servers' = 'localhost:1'%s)
        """
            .formatted(input, output, options));
  }

  private static String predict(String columns) {
    return predict("paid", columns);
  }

  private static String predict(String table, String columns) {
    return "SELECT * FROM ML_PREDICT(TABLE %s, MODEL fraud, DESCRIPTOR(%s))"
        .formatted(table, columns);
  }

  private List<Row> rows(String query) {
    List<Row> rows = new ArrayList<>();
    tables.executeSql(query).collect().forEachRemaining(rows::add);
    return rows;
  }

  private Row only(String query) {
    List<Row> rows = rows(query);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}

package io.gradstream.sql;

import static io.gradstream.sql.PredictStatements.predict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.LearnerModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** Statements through Flink's own planner, on a cluster within this process. */
class MlPredictTest {

  private static final Version FIRST = new Version(1, 7);
  private static final long NOON = PredictStatements.NOON;
  private static final Event PAYMENT = Payments.event(NOON, 27.5, "IT", true, 0f, 51f, 102f, 255f);

  private final PredictStatements sql = new PredictStatements();
  private final LearnerModels models = HeldModels.hold(Payments.LEARNER);

  @Test
  void usageExample() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(Payments.INPUT, "probability DOUBLE, model_version STRING, model_age_ms BIGINT");
    sql.createTable();

    Row row = sql.only(predict("paidAt, amount, country, abroad, pixels"));

    assertThat(row.getField("probability")).isEqualTo(answer(Payments.spec())[0]);
    assertThat(row.getField("model_version")).isEqualTo("1.7");
    assertThat((Long) row.getField("model_age_ms")).isNotNegative();
    assertThat(row.getField("amount")).isEqualTo(27.5);
  }

  @Test
  void classesAreGivenByNameAsArrayAndTheLikeliest() {
    ModelSpec spec = of(new MultiClassTarget(List.of("none", "stolen", "forged")));
    models.put(HeldModels.model(spec, "", FIRST));
    sql.createTable();
    sql.create(
        Payments.INPUT,
        "class STRING, probabilities MAP<STRING, DOUBLE>, events_seen BIGINT, problem STRING");

    Row row = sql.only(predict("paidAt, amount, country, abroad, pixels"));

    double[] answer = answer(spec);
    assertThat(row.<Map<String, Double>>getFieldAs("probabilities"))
        .isEqualTo(Map.of("none", answer[0], "stolen", answer[1], "forged", answer[2]));
    assertThat(row.<String>getFieldAs("class")).isIn("none", "stolen", "forged");
    assertThat(row.getField("events_seen")).isEqualTo(4711L);
    assertThat(row.getField("problem")).isNull();

    sql.tables().executeSql("DROP MODEL fraud");
    sql.create(Payments.INPUT, "probabilities ARRAY<FLOAT>");
    Float[] floats = {(float) answer[0], (float) answer[1], (float) answer[2]};
    assertThat(
            sql.only(predict("paidAt, amount, country, abroad, pixels"))
                .<Float[]>getFieldAs("probabilities"))
        .isEqualTo(floats);
  }

  @Test
  void aNumberIsGivenAsItIs() {
    ModelSpec spec = of(new RegressionTarget("loss"));
    models.put(HeldModels.model(spec, "", FIRST));
    sql.create(Payments.INPUT, "`value` DOUBLE");
    sql.createTable();

    assertThat(sql.only(predict("paidAt, amount, country, abroad, pixels")).getField("value"))
        .isEqualTo(answer(spec)[0]);
  }

  @Test
  void columnsOfATableMayHaveOtherNamesAndNarrowerTypes() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(
        "amount DOUBLE, abroad BOOLEAN, country STRING, pixels ARRAY<FLOAT>, paidAt BIGINT",
        "probability DOUBLE");
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY VIEW paid AS SELECT CAST(27 AS TINYINT) AS euros, TRUE AS away, 'IT' AS land,"
                + " CAST(NULL AS ARRAY<FLOAT>) AS picture, CAST(%d AS BIGINT) AS moment"
                    .formatted(NOON));

    Row row = sql.only(predict("euros, away, land, picture, moment"));

    Event event = Payments.event(NOON, 27.0, "IT", true);
    assertThat(row.getField("probability"))
        .isEqualTo(Payments.answer(Payments.spec(), "", FIRST, event)[0]);
  }

  /** As the page says; whether Flink does better one day shows here. */
  @Test
  void flinkCastsNoTimeToWhatIsDeclared() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(Payments.INPUT, "probability DOUBLE");
    sql.createTable();
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY VIEW locally AS SELECT TIMESTAMP '2026-01-01 12:00:00' AS noon, amount, country, abroad, pixels FROM paid");

    assertThat(
            sql.only(predict("locally", "noon, amount, country, abroad, pixels"))
                .getField("probability"))
        .isEqualTo(answer(Payments.spec())[0]); // as if it were UTC, wherever the session is
  }

  @Test
  void eachKeyIsAnsweredByItsModelAndAnUnknownOneHasNullAndTheReason() {
    models.put(HeldModels.model(Payments.keyed(), "IT", FIRST));
    models.put(HeldModels.model(Payments.keyed(), "US", new Version(1, 8)));
    sql.create(Payments.INPUT, "probability DOUBLE, model_version STRING, problem STRING");
    sql.createTable();
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY VIEW everywhere AS SELECT paidAt, amount, land, abroad, pixels FROM paid"
                + " CROSS JOIN (VALUES CAST('IT' AS STRING), 'US', 'FR', CAST(NULL AS STRING)) AS lands(land)");

    List<Row> rows = sql.rows(predict("everywhere", "paidAt, amount, land, abroad, pixels"));

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
    sql.create(Payments.INPUT, "probability FLOAT, problem STRING");
    sql.createTable();
    sql.tables()
        .executeSql(
            "CREATE TEMPORARY VIEW two AS SELECT moment, amount, country, abroad, pixels FROM paid"
                + " CROSS JOIN (VALUES CAST(TO_TIMESTAMP_LTZ(%d, 3) AS TIMESTAMP_LTZ(3)), CAST(NULL AS TIMESTAMP_LTZ(3))) AS times(moment)"
                    .formatted(NOON));

    List<Row> rows = sql.rows(predict("two", "moment, amount, country, abroad, pixels"));

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
  void whatIsSaidToFitFits() {
    models.put(HeldModels.model(Payments.spec(), "", FIRST));
    sql.create(Inputs.fitting(Payments.spec()), Outputs.fitting(Payments.spec()));
    sql.createTable();

    assertThat(sql.only(predict("paidAt, amount, country, abroad, pixels")).getField("probability"))
        .isEqualTo(answer(Payments.spec())[0]);
  }

  private static ModelSpec of(Target target) {
    return Payments.spec(target, Optional.empty());
  }

  private static double[] answer(ModelSpec spec) {
    return Payments.answer(spec, "", FIRST, PAYMENT);
  }
}

package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowAnswersTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Signature SIGNATURE =
      new Signature(
          "fraud",
          new Inputs(
              List.of(
                  new SqlColumn("paidAt", new BigIntType()),
                  new SqlColumn("amount", new DoubleType()),
                  new SqlColumn("country", VarCharType.STRING_TYPE),
                  new SqlColumn("abroad", new BooleanType()),
                  new SqlColumn("pixels", new ArrayType(new FloatType())))),
          new Outputs(
              List.of(
                  new SqlColumn("probability", new DoubleType()),
                  new SqlColumn("model_version", VarCharType.STRING_TYPE),
                  new SqlColumn("model_age_ms", new BigIntType()),
                  new SqlColumn("problem", VarCharType.STRING_TYPE))));

  private final ModelStore store = new ModelStore(1 << 28);
  private final LearnerModels models = store.follow(Payments.LEARNER);
  private final List<String> problems = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void usageExample() {
    put(Payments.spec(), "", new Version(1, 1));

    RowData row = answers().answer(payment("IT"));

    assertThat(row.getDouble(0)).isEqualTo(answer(Payments.spec(), "", new Version(1, 1)));
    assertThat(row.getString(1)).hasToString("1.1");
    assertThat(row.getLong(2)).isEqualTo(5_000);
    assertThat(row.isNullAt(3)).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void aNewerVersionAnswersFromTheNextRowOn() {
    put(Payments.spec(), "", new Version(1, 1));
    RowAnswers answers = answers();
    answers.answer(payment("IT"));

    put(Payments.spec(), "", new Version(1, 2));
    RowData row = answers.answer(payment("IT"));

    assertThat(row.getString(1)).hasToString("1.2");
    assertThat(row.getDouble(0)).isEqualTo(answer(Payments.spec(), "", new Version(1, 2)));
  }

  @Test
  void whileADeployReplacesModelsEachKeyIsReadByTheSpecOfItsModel() {
    ModelSpec later = Payments.keyed().withSeed(8);
    put(Payments.keyed(), "IT", new Version(1, 9));
    put(later, "US", new Version(2, 1));
    RowAnswers answers = answers();

    assertThat(answers.answer(payment("IT")).getDouble(0))
        .isEqualTo(answer(Payments.keyed(), "IT", new Version(1, 9)));
    assertThat(answers.answer(payment("US")).getDouble(0))
        .isEqualTo(answer(later, "US", new Version(2, 1)));
  }

  @Test
  void aKeyWhoseModelIsOfADeployThatTheColumnsDoNotFitWaitsForItsNext() {
    put(
        Payments.spec(new RegressionTarget("loss"), Optional.of("country")),
        "IT",
        new Version(1, 9));
    put(Payments.keyed(), "US", new Version(2, 1));
    RowAnswers answers = answers();

    assertThat(answers.answer(payment("IT")).getString(3).toString())
        .contains("of the key's model of version 1.9", "OUTPUT has a column 'probability'");
    assertThat(answers.answer(payment("US")).getString(1)).hasToString("2.1");

    put(Payments.keyed(), "IT", new Version(2, 1));
    assertThat(answers.answer(payment("IT")).getString(1)).hasToString("2.1");
  }

  @Test
  void aDeployThatTheColumnsDoNotFitEndsTheQueryAndSaysWhy() {
    put(Payments.spec(), "", new Version(1, 1));
    RowAnswers answers = answers();

    put(Payments.spec(new RegressionTarget("loss"), Optional.empty()), "", new Version(2, 1));

    assertThatThrownBy(() -> answers.answer(payment("IT")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("OUTPUT has a column 'probability', which payments does not give");
  }

  @Test
  void boundsThatNoErrorToldYetAreNull() {
    put(
        Payments.spec(new RegressionTarget("loss").bounded(0.9), Optional.empty()),
        "",
        new Version(1, 1));
    List<SqlColumn> columns =
        List.of(
            new SqlColumn("lower", new DoubleType()),
            new SqlColumn("value", new DoubleType()),
            new SqlColumn("upper", new FloatType()));
    RowAnswers answers =
        new RowAnswers(
            models,
            new Signature("fraud", SIGNATURE.inputs(), new Outputs(columns)),
            Clock.fixed(NOW, ZoneOffset.UTC),
            problems::add);

    RowData row = answers.answer(payment("IT"));

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.getDouble(1)).isFinite();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  void whyARowHasNoAnswerIsToldAndTheNextOneIsAnswered() {
    put(Payments.keyed(), "IT", new Version(1, 1));
    RowAnswers answers = answers();

    RowData row = answers.answer(payment("FR"));

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(problems).singleElement().asString().contains("for the key 'FR'");
    assertThat(row.getString(3)).hasToString(problems.get(0));
    assertThat(answers.answer(payment("IT")).isNullAt(0)).isFalse();
  }

  @Test
  void modelsAreGivenBack() {
    ServedModel first = put(Payments.spec(), "", new Version(1, 1));
    answers().answer(payment("IT"));

    put(Payments.spec(), "", new Version(1, 2));

    assertThat(models.bytes()).isEqualTo(first.bytes());
    assertThat(models.borrow("").orElseThrow()).isNotSameAs(first);
  }

  private RowAnswers answers() {
    return new RowAnswers(models, SIGNATURE, Clock.fixed(NOW, ZoneOffset.UTC), problems::add);
  }

  private ServedModel put(ModelSpec spec, String key, Version version) {
    ServedModel model = ServedModel.of(Payments.snapshot(spec, key, version), NOW.minusSeconds(5));
    models.put(model);
    return model;
  }

  private static RowData payment(String country) {
    return GenericRowData.of(NOW.toEpochMilli(), 27.5, StringData.fromString(country), true, null);
  }

  private static double answer(ModelSpec spec, String key, Version version) {
    String country = key.isEmpty() ? "IT" : key;
    Event event = Payments.event(NOW.toEpochMilli(), 27.5, country, true);
    return Payments.answer(spec, key, version, event)[0];
  }
}

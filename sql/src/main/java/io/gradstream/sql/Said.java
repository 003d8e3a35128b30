package io.gradstream.sql;

import io.gradstream.serving.models.ServedModel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.table.data.StringData;

/** What is said beside an answer, to those who declare a column for it. */
enum Said {
  MODEL_VERSION("STRING") {
    @Override
    Object of(ServedModel model, long now) {
      return StringData.fromString(model.version().toString());
    }
  },
  MODEL_AGE_MS("BIGINT") {
    @Override
    Object of(ServedModel model, long now) {
      return Math.max(0, now - model.published().toEpochMilli());
    }
  },
  EVENTS_SEEN("BIGINT") {
    @Override
    Object of(ServedModel model, long now) {
      return model.lineage().examples();
    }
  },
  /** Why there is no answer. */
  PROBLEM("STRING") {
    @Override
    Object of(ServedModel model, long now) {
      return null;
    }
  };

  private final String type;

  Said(String type) {
    this.type = type;
  }

  static Optional<Said> of(String column) {
    return Arrays.stream(values()).filter(said -> said.column().equals(column)).findFirst();
  }

  /** Of the answer of a model. */
  abstract Object of(ServedModel model, long now);

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  String type() {
    return type;
  }
}

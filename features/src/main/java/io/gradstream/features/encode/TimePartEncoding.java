package io.gradstream.features.encode;

import java.util.List;

/**
 * How each part of a time becomes inputs. Sine and cosine are {@link StrictMath}'s: the same bits
 * on every machine, interpreted or compiled.
 */
enum TimePartEncoding {

  /** A point on the circle of a day, one of half a day, and a straight line from -1 to 1. */
  TIME_OF_DAY(
      "timeOfDay.sin", "timeOfDay.cos", "timeOfDay.sin2", "timeOfDay.cos2", "timeOfDay.linear") {
    @Override
    void encode(LocalCalendar calendar, float[] dense, int offset) {
      double fraction = calendar.fractionOfDay();
      double sine = StrictMath.sin(FULL_TURN * fraction);
      double cosine = StrictMath.cos(FULL_TURN * fraction);
      dense[offset] = (float) sine;
      dense[offset + 1] = (float) cosine;
      dense[offset + 2] = (float) (2 * sine * cosine); // sin 2x
      dense[offset + 3] = (float) (1 - 2 * sine * sine); // cos 2x
      dense[offset + 4] = (float) (2 * fraction - 1);
    }
  },

  /** One input each, Monday first. */
  DAY_OF_WEEK(
      "dayOfWeek.1",
      "dayOfWeek.2",
      "dayOfWeek.3",
      "dayOfWeek.4",
      "dayOfWeek.5",
      "dayOfWeek.6",
      "dayOfWeek.7") {
    @Override
    void encode(LocalCalendar calendar, float[] dense, int offset) {
      oneOf(calendar.dayOfWeek(), dense, offset);
    }
  },

  /** A point on the circle of a year. */
  DAY_OF_YEAR("dayOfYear.sin", "dayOfYear.cos") {
    @Override
    void encode(LocalCalendar calendar, float[] dense, int offset) {
      double angle = FULL_TURN * calendar.fractionOfYear();
      dense[offset] = (float) StrictMath.sin(angle);
      dense[offset + 1] = (float) StrictMath.cos(angle);
    }
  },

  /** One input each, January first. */
  MONTH(
      "month.1",
      "month.2",
      "month.3",
      "month.4",
      "month.5",
      "month.6",
      "month.7",
      "month.8",
      "month.9",
      "month.10",
      "month.11",
      "month.12") {
    @Override
    void encode(LocalCalendar calendar, float[] dense, int offset) {
      oneOf(calendar.month(), dense, offset);
    }
  };

  private static final double FULL_TURN = 2 * Math.PI;

  private final List<String> columns;

  TimePartEncoding(String... columns) {
    this.columns = List.of(columns);
  }

  static TimePartEncoding of(FeatureSpec.TimePart part) {
    return switch (part) {
      case TIME_OF_DAY -> TIME_OF_DAY;
      case DAY_OF_WEEK -> DAY_OF_WEEK;
      case DAY_OF_YEAR -> DAY_OF_YEAR;
      case MONTH -> MONTH;
    };
  }

  /** A name for each input, to follow the field's. */
  List<String> columns() {
    return columns;
  }

  int width() {
    return columns.size();
  }

  /** Writes {@link #width()} inputs. */
  abstract void encode(LocalCalendar calendar, float[] dense, int offset);

  void oneOf(int chosen, float[] dense, int offset) {
    for (int i = 0; i < width(); i++) {
      dense[offset + i] = i == chosen ? 1 : 0;
    }
  }
}

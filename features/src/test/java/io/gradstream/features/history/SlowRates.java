package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryStream.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rates of {@link RateTable} by their definition: from all examples, each time anew. */
final class SlowRates {

  private final List<Labelled> past;
  private final int classes;

  SlowRates(List<Labelled> past, int classes) {
    this.past = past;
    this.classes = classes;
  }

  /** Of the examples that have the event's values of some fields. */
  List<Double> of(Event event, int... fields) {
    List<Double> rates = new ArrayList<>();
    double weight = 0;
    for (int value = 0; value < (classes > 2 ? classes : 1); value++) {
      double prior = prior(value);
      double[] means = new double[3]; // long, short, quick
      int[] memories = {500, 25, 6};
      double faded = 0;
      double n = 0;
      weight = 0;
      for (int t = 0; t < past.size(); t++) {
        if (isLike(past.get(t).event(), event, fields)) {
          double told = told(value, past.get(t).label());
          n++;
          for (int i = 0; i < means.length; i++) {
            means[i] += (told - means[i]) / Math.min(n, memories[i]);
          }
          double kept = Math.exp(-(past.size() - 1 - t) / 2500.0);
          faded += kept * told;
          weight += kept;
        }
      }
      double seen = Math.min(n, 500);
      double p = (means[0] * seen + 5 * prior) / (seen + 5);
      rates.add(asFeature(p));
      rates.add(asFeature(n == 0 ? p : 0.9 * means[1] + 0.1 * p));
      rates.add(asFeature(n == 0 ? p : 0.8 * means[2] + 0.2 * p));
      rates.add(asFeature((faded + 2 * p) / (weight + 2)));
    }
    rates.add(Math.log(1 + weight));
    return rates;
  }

  private static boolean isLike(Event one, Event other, int... fields) {
    for (int field : fields) {
      if (!Objects.equals(one.value(field), other.value(field))) {
        return false;
      }
    }
    return true;
  }

  /** The mean, or the share of a class as if each had been there once. */
  private double prior(int value) {
    double sum = classes == 0 ? 0 : 1;
    for (Labelled example : past) {
      sum += told(value, example.label());
    }
    return classes == 0 ? past.isEmpty() ? 0 : sum / past.size() : sum / (past.size() + classes);
  }

  private double told(int value, double label) {
    return classes <= 2 ? label : label == value ? 1 : 0;
  }

  private double asFeature(double mean) {
    double p = Math.max(1e-4, Math.min(1 - 1e-4, mean));
    return classes == 0 ? mean : Math.log(p / (1 - p));
  }
}

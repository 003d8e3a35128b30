package io.gradstream.workbench.evaluate;

import java.util.List;

/** What the measures of an evaluation are called, in the order in which they are told. */
final class Measures {

  /** Events that were alarms, and their share of all that were judged. */
  static final String ALARMS = "alarms";

  static final String ALARM_RATE = "alarm_rate";

  /** Names of the scores of the whole stream. */
  static final List<String> SCORES =
      List.of(
          "accuracy",
          "kappa",
          "kappa_t",
          "kappa_m",
          "auc",
          "logloss",
          "mae",
          "rmse",
          "r2",
          "coverage",
          "interval_width",
          "loss",
          "perplexity",
          ALARMS,
          ALARM_RATE);

  /** Of repeating the last label of the same entity: accuracy, and errors. */
  static final String OWN = "own_no_change";

  static final String OWN_MAE = "own_no_change_mae";

  static final String OWN_RMSE = "own_no_change_rmse";

  static final List<String> BASELINES =
      List.of(
          "no_change",
          OWN,
          "majority",
          "prior_logloss",
          "no_change_mae",
          OWN_MAE,
          "mean_mae",
          "no_change_rmse",
          OWN_RMSE,
          "mean_rmse");

  /** Behind a name: of the last examples. */
  static final String FADING = "_fading";

  static final String WINDOW = "_window";

  private Measures() {}
}

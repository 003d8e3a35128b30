package io.gradstream.benchmarks.learning.made;

import java.util.Random;

/**
 * Whether a loan is given, by one of four rules over income, age, debt, years and a score, and two
 * categories. Another rule holds after so many rows; one label of twenty is wrong.
 */
final class SwitchingRules implements RowMaker {

  private static final int RULES = 4;
  private static final int NOISE = 20; // one row of so many
  private static final String[] HOMES = {"own", "rent", "family"};
  private static final String[] PLACES = {"north", "south", "east", "west", "island"};

  private final Random random;
  private final int rows;
  private long made;

  SwitchingRules(Random random, int rows) {
    this.random = random;
    this.rows = rows;
  }

  @Override
  public Object[] next() {
    double income = 20 + 130 * random.nextDouble();
    double age = 20 + random.nextInt(60);
    double debt = 500 * random.nextDouble();
    double years = random.nextInt(31);
    double score = random.nextGaussian();
    int home = random.nextInt(HOMES.length);
    int place = random.nextInt(PLACES.length);
    boolean given =
        switch ((int) (made++ / rows % RULES)) {
          case 0 -> age < 40 ? income > 50 && income < 100 : income > 75 && debt < 250;
          case 1 -> home == 0 ? debt < 300 : place < 2 && income > 60;
          case 2 -> 0.7 * income - 0.2 * debt + 2 * years > 20;
          default -> score > 0 == years > 15 || place == 4;
        };
    boolean told = given != (random.nextInt(NOISE) == 0);
    return new Object[] {income, age, debt, years, score, HOMES[home], PLACES[place], told ? 1 : 0};
  }
}

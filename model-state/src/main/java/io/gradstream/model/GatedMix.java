package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joins what members say of classes as {@link ClassMix} does, but weighs the three opinions by
 * exp({@value #EAGER} (best - loss)), their own losses faded as the speakers' are: by 1 - 1/200
 * with each example, or by as much as its label {@linkplain LabelNews tells}. Beside the members
 * speak the frequency of each label after the last one, and that the last one stays. Where to say
 * the last label was wrong less often of late, by more than {@value #CHANCE}, that is the class
 * decided for: its probability is raised to the highest, and no more.
 *
 * <p>Members that lead are believed before labels have told: hedge and gate begin as if all others,
 * and the other two opinions, had lost what {@value #LEAD} labels beside the commonest class tell
 * more than one of {@value #SELDOM}, which is forgotten as losses are, but by such labels alone. Of
 * n labels, s of them such, it is
 *
 * <pre>
 * LEAD log((n + 1) / (SELDOM (s + 1))) exp(-s / LEAD) nats, or none
 * </pre>
 */
final class GatedMix implements Mix {

  private static final double EAGER = 0.3;
  private static final double LEAD = 5; // labels beside the commonest class
  private static final double SELDOM = 20; // labels, of which one is such: no news
  private static final double KEPT_OF_DECISIONS = 1 - 1.0 / 1000;
  private static final double CHANCE = 3; // decisions: no fewer tell which is better
  private static final double JUST_ABOVE = 1e-4; // probability

  private final int members;
  private final ClassRows rows; // the first of the classes are there
  private final boolean isLed; // whether any member leads
  private final ClassOpinions opinions;
  private final LabelPairs pairs;
  private final LabelStays stays;
  private final Optional<LabelNews> news; // where labels that tell more count more
  private final double[] losses = new double[3]; // of the opinions, faded sums
  private double wrong; // how often the likeliest class was, faded
  private double wrongAgain; // how often the last label was
  private int likeliest; // of the last answer

  /**
   * @param votes of each member whether it is in the mean of the members; at least one
   * @param leads of each member whether it is believed first
   * @param informed whether losses fade by what labels tell
   */
  GatedMix(boolean[] votes, boolean[] leads, boolean informed, ClassRows rows) {
    members = votes.length;
    isLed = isAny(leads);
    this.rows = rows;
    opinions = new ClassOpinions(votes, leads, 2, rows);
    pairs = new LabelPairs(rows);
    stays = new LabelStays(rows);
    news = informed ? Optional.of(new LabelNews(rows)) : Optional.empty();
    startAnew();
  }

  static GatedMix of(PoolSpec spec, ClassRows rows) {
    boolean informed = spec.mix() == PoolSpec.Mix.INFORMED;
    return new GatedMix(spec.votes(), spec.leads(), informed, rows);
  }

  private static boolean isAny(boolean[] of) {
    for (boolean one : of) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /** Begins with the labels that another has seen: they tell of members that are new, too. */
  void takeOverLabels(GatedMix other) {
    stays.takeOver(other.stays);
  }

  @Override
  public void startAnew() {
    opinions.startAnew();
    pairs.startAnew();
    stays.startAnew();
    news.ifPresent(LabelNews::startAnew);
    Arrays.fill(losses, 0);
    wrong = 0;
    wrongAgain = 0;
  }

  @Override
  public double[] combine(double[][] outputs, int last) {
    opinions.take(outputs);
    pairs.speak(last, opinions.logs(members));
    stays.speak(last, opinions.logs(members + 1));
    double ahead = isLed ? ahead() : 0;
    opinions.form(ahead);
    double[] answer = gated(ahead);
    likeliest = likeliest(answer);
    if (last >= 0 && last != likeliest && wrongAgain + CHANCE < wrong) {
      raise(answer, last, answer[likeliest]);
    }
    return answer;
  }

  /** Nats by which members that lead are ahead, and the hedge, in which they do. */
  private double ahead() {
    double seldom = stays.seldom();
    double expected = (stays.labels() + 1) / SELDOM;
    if (expected <= seldom + 1) {
      return 0;
    }
    return LEAD * StrictMath.log(expected / (seldom + 1)) * StrictMath.exp(-seldom / LEAD);
  }

  private double[] gated(double ahead) {
    double mean = losses[0] + ahead;
    double hedge = losses[1];
    double stack = losses[2] + ahead;
    double best = Math.min(mean, Math.min(hedge, stack));
    double ofMean = StrictMath.exp(EAGER * (best - mean));
    double ofHedge = StrictMath.exp(EAGER * (best - hedge));
    double ofStack = StrictMath.exp(EAGER * (best - stack));
    double all = ofMean + ofHedge + ofStack;
    double[] joint = new double[rows.most()];
    for (int c = 0; c < rows.count(); c++) {
      joint[c] =
          (ofMean * opinions.mean()[c]
                  + ofHedge * opinions.hedged()[c]
                  + ofStack * opinions.stacked()[c])
              / all;
    }
    return opinions.probabilities(joint);
  }

  private static int likeliest(double[] answer) {
    int most = 0;
    for (int c = 1; c < answer.length; c++) {
      most = answer[c] > answer[most] ? c : most;
    }
    return most;
  }

  /** Raises a class above the highest probability, all others shrinking alike. */
  private static void raise(double[] answer, int last, double highest) {
    double share = (highest - answer[last] + JUST_ABOVE) / (1 + highest - answer[last]);
    for (int c = 0; c < answer.length; c++) {
      answer[c] *= 1 - share;
    }
    answer[last] += share;
  }

  @Override
  public void update(double[][] outputs, int last, double target) {
    int label = (int) target;
    double weight = rows.weight(label);
    double kept = kept(label);
    losses[0] = kept * losses[0] - weight * opinions.mean()[label];
    losses[1] = kept * losses[1] - weight * opinions.hedged()[label];
    losses[2] = kept * losses[2] - weight * opinions.stacked()[label];
    if (last >= 0) {
      wrong = KEPT_OF_DECISIONS * wrong + (likeliest == label ? 0 : 1);
      wrongAgain = KEPT_OF_DECISIONS * wrongAgain + (last == label ? 0 : 1);
    }
    opinions.learn(label, kept);
    pairs.learn(last, label);
    stays.learn(last, label);
    news.ifPresent(of -> of.learn(label));
  }

  /** What is kept of losses with a label. */
  private double kept(int label) {
    return news.isEmpty()
        ? ClassOpinions.KEPT
        : StrictMath.exp(-news.get().of(label) / ClassOpinions.MEMORY);
  }

  @Override
  public double loss(int member) {
    return opinions.loss(member);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    opinions.write(out);
    pairs.write(out);
    stays.write(out);
    for (double loss : losses) {
      out.writeDouble(loss);
    }
    out.writeDouble(wrong);
    out.writeDouble(wrongAgain);
    if (news.isPresent()) {
      news.get().write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    opinions.read(in);
    pairs.read(in);
    stays.read(in);
    for (int opinion = 0; opinion < losses.length; opinion++) {
      losses[opinion] = in.readDouble();
    }
    wrong = in.readDouble();
    wrongAgain = in.readDouble();
    if (news.isPresent()) {
      news.get().read(in);
    }
  }
}

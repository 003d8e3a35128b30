package io.gradstream.benchmarks.moa;

import com.github.javacliparser.ClassOption;
import com.yahoo.labs.samoa.instances.Instance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import moa.classifiers.Classifier;
import moa.core.InstanceExample;
import moa.streams.ArffFileStream;

/**
 * {@code MoaMain LEARNER SEED STREAM.arff ROWS PREDICTIONS}: one of MOA's learners, named as on
 * MOA's own command line, predicts each of the first rows of a stream and learns it then, as its
 * task {@code EvaluatePrequential} does. The class is the last attribute. Of each row a line of
 * predictions: the label, then the probability of each class, or the value.
 */
final class MoaMain {

  private MoaMain() {}

  public static void main(String[] arguments) throws Exception {
    ArffFileStream stream = new ArffFileStream(arguments[2], -1);
    stream.prepareForUse();
    Classifier learner =
        (Classifier) ClassOption.cliStringToObject(arguments[0], Classifier.class, null);
    if (learner.isRandomizable()) {
      learner.setRandomSeed(Integer.parseInt(arguments[1]));
    }
    learner.setModelContext(stream.getHeader());
    learner.prepareForUse();
    try (BufferedWriter predictions = Files.newBufferedWriter(Path.of(arguments[4]))) {
      run(learner, stream, Long.parseLong(arguments[3]), predictions);
    }
  }

  private static void run(
      Classifier learner, ArffFileStream stream, long rows, BufferedWriter predictions)
      throws IOException {
    for (long row = 0; row < rows && stream.hasMoreInstances(); row++) {
      InstanceExample example = stream.nextInstance();
      Instance instance = example.getData();
      double[] votes = learner.getVotesForInstance(instance); // [classes or fewer]
      predictions.write(Double.toString(instance.classValue()));
      predictions.write(' ');
      predictions.write(
          instance.classAttribute().isNominal()
              ? probabilities(votes, instance.numClasses())
              : Double.toString(votes.length == 0 ? 0 : votes[0]));
      predictions.newLine();
      learner.trainOnInstance(instance);
    }
  }

  /** Votes may be too few, or none, or of any sum: what is not voted for has none. */
  private static String probabilities(double[] votes, int classes) {
    double sum = Arrays.stream(votes).sum();
    double[] shares = new double[classes];
    for (int c = 0; c < classes; c++) {
      double vote = c < votes.length ? votes[c] : 0;
      shares[c] = sum > 0 ? vote / sum : 1.0 / classes;
    }
    return Arrays.stream(shares).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}

package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a spec can declare is learned, stored, read back in mid-stream, published and served.
 */
final class FamiliesTest {

  private static final int EXAMPLES = 90;
  private static final int CUT = 41; // within a mini-batch

  /** A learner of each kind of network, small. */
  enum Family {
    DENSE(
        """
        features: [{field: numbers, as: numbers, shape: [6], scale: online}]
        target: {binary: flag, labelSmoothing: 0.1, positiveWeight: 2}
        network:
          - {dense: 8, activation: gelu}
          - {residual: [{layerNorm: {}}, {dense: 8, activation: silu}, {dropout: 0.2}]}
          - {concat: {all: [], some: [{rmsNorm: {}}, {dense: 3, activation: leakyRelu}]}}
          - {activation: tanh}
        learn: {batch: 4, optimizer: {nesterov: {}}, schedule: {warmUp: 10}, averaging: 0.9}
        """),
    CONVOLUTIONS(
        """
        features: [{field: numbers, as: numbers, shape: [8, 6, 2], scale: {divide: 4}}]
        target: {regression: number, loss: {huber: 1}}
        network:
          - {conv2d: 3, kernel: [3, 3], padding: same}
          - {batchNorm: {}}
          - {maxPool2d: 2}
          - {transposedConv2d: 2, kernel: 2, stride: 2}
          - {averagePool2d: 2}
          - {upsample2d: 2}
          - {reshape: [12, 8]}
          - {conv1d: 4, kernel: 3, stride: 2, dilation: 2}
          - {maxPool1d: 2}
          - {averagePool1d: 2}
          - {flatten: {}}
        learn: {batch: 4, optimizer: {adamW: {}}, clip: {norm: 1}, initializer: orthogonal}
        """),
    PLASTIC(
        """
        features: [{field: numbers, as: numbers, shape: [6, 6, 1]}]
        target: {binary: flag}
        network: [{conv2d: 3, kernel: 3}, {maxPool2d: 2}, {flatten: {}}, {dense: 8}, {dense: 5}]
        learn:
          batch: 4
          averaging: 0.5
          plasticity:
            continualBackprop: {replacementRate: 0.1, maturity: 3}
            shrinkAndPerturb: {every: 5, shrink: 0.1, perturb: 0.1}
        """),
    RECURRENT_OVER_A_ROW(
        """
        features: [{field: numbers, as: numbers, shape: [5, 3]}]
        target: {classes: [a, b, c], field: text, classWeights: [1, 2, 3]}
        network:
          - {lstm: 4, steps: all, bidirectional: true}
          - {rnn: 4, steps: all}
          - {gru: 5}
        learn: {batch: 4, optimizer: {rmsProp: {}}, clip: {value: 1}, l2: 0.01}
        """),
    RECURRENT_OVER_THE_STREAM(
        """
        features: [{field: numbers, as: numbers, shape: [4]}, {field: number, as: numeric}]
        target: {binary: flag}
        network:
          - concat:
              now: [{select: number}]
              before: [{select: numbers}, {gru: 5, over: stream}, {lstm: 3, over: stream}]
        learn: {batch: 4, optimizer: {adagrad: {}}, averaging: 0.5}
        """),
    TRANSFORMER(
        """
        features: [{field: text, as: tokens, unit: words, length: 6, vocabulary: 50}]
        target: {binary: flag}
        network:
          - {embedding: 8}
          - {position: sinusoidal}
          - {transformer: {heads: 2, feedForward: 8, dropout: 0.1}}
          - {attention: {heads: 4}}
          - {globalPool: average}
        learn: {batch: 4, schedule: {inverseSquareRoot: 8}}
        """),
    AUTOENCODER(
        """
        features: [{field: numbers, as: numbers, shape: [3, 3, 1], scale: {divide: 10}}]
        target: {reconstruct: {loss: absolute}}
        network: [{flatten: {}}, {dense: 4}, {dense: 9, activation: linear}, {reshape: [3, 3, 1]}]
        learn: {batch: 4, optimizer: {obGd: {}}}
        """),
    GENERATOR(
        """
        features: [{field: numbers, as: numbers, shape: [4, 4, 1], scale: {divide: 10}}]
        target:
          generate:
            noise: 5
            loss: hinge
            discriminator: [{conv2d: 2, activation: leakyRelu}, {flatten: {}}, {dropout: 0.2}]
        network:
          - {dense: 8}
          - {batchNorm: {}}
          - {reshape: [2, 2, 2]}
          - {transposedConv2d: 1, kernel: 2, stride: 2, activation: sigmoid}
        learn: {batch: 4, optimizer: {adam: {beta1: 0.5}}, averaging: 0.9}
        """),
    LANGUAGE_MODEL(
        """
        features: [{field: text, as: tokens, length: 8}]
        target: {nextToken: {labelSmoothing: 0.1}}
        network:
          - {embedding: 8}
          - {position: learned}
          - {transformer: {heads: 2, causal: true}}
          - {layerNorm: {}}
        learn: {batch: 4, averaging: 0.9, schedule: {cosineRestarts: {period: 5, floor: 0.1}}}
        """),
    POOL_OF_TWO_CLASSES(
        """
        features: [{field: number, as: numeric}, {field: text, as: category}]
        target: {binary: flag, labelSmoothing: 0.1, positiveWeight: 2}
        """),
    POOL_OF_CLASSES(
        """
        features: [{field: flag, as: boolean}, {field: text, as: category, capacity: 3, embed: 2}]
        target: {classes: [a, b, c], field: class, classWeights: [1, 2, 3]}
        pool: {mix: stack}
        """),
    POOL_OF_A_NUMBER(
        """
        features: [{field: number, as: numeric}, {field: text, as: category}]
        target: {regression: other}
        """),
    NUMBER_WITHIN_BOUNDS(
        """
        features: [{field: number, as: numeric}]
        target: {regression: other, intervals: 0.8}
        network: [{dense: 4}]
        learn: {batch: 4, drift: {}}
        """),
    POOL_WITHIN_BOUNDS(
        """
        features: [{field: number, as: numeric}, {field: text, as: category}]
        target: {regression: other, loss: absolute, intervals: 0.9}
        """),
    NUMBER_WITH_ALARMS(
        """
        features: [{field: number, as: numeric}]
        target: {regression: other, intervals: 0.8, alarms: {rate: 0.1}}
        network: [{dense: 4}]
        learn: {batch: 4, drift: {}}
        """),
    POOL_WITHOUT_HISTORY(
        """
        features: [{field: number, as: numeric}]
        target: {regression: other}
        pool:
          history: []
          season: false
          replay: false
          mix: mean
          members: [{perceptron: [3], sees: event, anchor: season}, {leastSquares: event}]
        """),
    POOL_OF_TWO_CLASSES_BY_NAME(
        """
        features: [{field: number, as: numeric}]
        target: {classes: [a, b], field: class}
        """),
    IMAGES_LEARNED_AGAIN(
        """
        features: [{field: numbers, as: numbers, shape: [6, 6, 1]}]
        target: {classes: [a, b, c], field: text}
        network: [{conv2d: 3, kernel: 3}, {maxPool2d: 2}, {flatten: {}}, {dropout: 0.1}]
        learn: {batch: 4, replay: true, averaging: 0.5}
        """),
    IMAGES_WITH_DRIFT_AND_PLASTICITY(
        """
        features: [{field: numbers, as: numbers, shape: [6, 6, 1]}, {field: number, as: numeric}]
        target: {binary: flag}
        network: [{concat: {image: [{select: numbers}, {conv2d: 3}, {flatten: {}}], rest: [{select: number}]}}, {dense: 5}]
        learn:
          batch: 4
          replay: true
          drift: {inputs: {window: 30, sample: 10}, rollBack: {}}
          plasticity: {continualBackprop: {replacementRate: 0.1, maturity: 3}}
        """),
    POOL_OF_SEQUENCES(
        """
        features: [{field: numbers, as: numbers, shape: [5, 3]}, {field: number, as: numeric}]
        target: {regression: other}
        pool:
          members:
            - {network: [{select: numbers}, {gru: 4}]}
            - {network: [{select: numbers}, {conv1d: 3, kernel: 2}, {flatten: {}}], learningRate: 0.002}
            - {network: [{dense: 3}], sees: labels, anchor: mean}
            - {perceptron: [3], sees: labels}
            - {leastSquares: labels}
        learn: {drift: {}}
        """),
    TEXTS_TOGETHER(
        """
        features: [{field: text, as: tokens, length: 8}]
        target: {classes: [a, b, c], field: class}
        pool:
          history: [labels]
          mix: hedge
          members:
            - {network: [{embedding: 4}, {gru: 5}]}
            - {network: [{embedding: 4}, {attention: {heads: 2}}, {globalPool: average}]}
        learn: {young: 10, batch: 5}
        """),
    A_POOL_THAT_REMEMBERS(
        """
        features: [{field: number, as: numeric}, {field: text, as: category, capacity: 3}]
        target: {classes: [a, b, c], field: class}
        pool:
          mix: gate
          members: [{perceptron: [5], sees: rates}, {memory: 30}, {memory: 400}]
        learn: {young: 20, batch: 4, drift: {}}
        """),
    A_POOL_WITH_CLASS_CENTERS(
        """
        features: [{field: number, as: numeric}, {field: text, as: category, capacity: 3}]
        target: {binary: flag}
        pool:
          mix: informed
          members: [{perceptron: [5], sees: rates}, {discriminant: event}, {discriminant: labels}]
        learn: {young: 20, batch: 4, drift: {}}
        """),
    ANSWERS_BY_DEFAULT(
        """
        features: [{field: number, as: numeric}, {field: text, as: category, capacity: 3}]
        target: {binary: flag}
        learn: {young: 20}
        """),
    ONE_NETWORK_WITH_A_HISTORY(
        """
        features: [{field: number, as: numeric}, {field: text, as: category}]
        target: {regression: other}
        network: [{dense: 6}]
        pool: {history: [rates, labels], replay: true}
        learn: {batch: 4, optimizer: {sgd: {learningRate: 0.02}}, clip: {norm: 1}}
        """),
    ONE_YOUNG_NETWORK(
        """
        features: [{field: number, as: numeric}, {field: text, as: category}]
        target: {regression: other, from: number}
        network: [{dense: 6}]
        learn: {batch: 4, young: 20, replay: true}
        """),
    A_GENERATOR_THAT_LEARNS_AGAIN(
        """
        features: [{field: numbers, as: numbers, shape: [4]}]
        target: {generate: {noise: 3, discriminator: [{dense: 4}]}}
        network: [{dense: 4}, {dense: 4, activation: linear}]
        learn: {batch: 4, replay: true}
        """),
    A_LANGUAGE_THAT_IS_READ_AGAIN(
        """
        features: [{field: text, as: tokens, length: 6}]
        target: {nextToken: {}}
        network: [{embedding: 4}, {gru: 4, steps: all}]
        learn: {batch: 4, replay: true, drift: {}}
        """);

    private final String yaml;

    Family(String yaml) {
      this.yaml = yaml;
    }

    LearnerSpec spec() {
      String text = "learner: family\nseed: 3\nevents: {topic: events}\n" + yaml;
      return SpecReader.read(new SpecBundle("family.yaml", text, Map.of()));
    }

    List<Example> examples() {
      Random random = new Random(5);
      List<Example> examples = new ArrayList<>();
      List<EventField> fields = spec().model().events().fields();
      for (int i = 0; i < EXAMPLES; i++) {
        Object[] values = fields.stream().map(field -> value(field, random)).toArray();
        float target = random.nextInt(2);
        examples.add(new Example(Event.of(values), "", target, Examples.position(i)));
      }
      return examples;
    }

    private static Object value(EventField field, Random random) {
      return switch (field.type()) {
        case NUMBER -> random.nextGaussian();
        case BOOLEAN -> random.nextBoolean();
        case TIME -> random.nextLong(1_000_000_000);
        case TEXT -> "to be or not".substring(random.nextInt(8));
        case NUMBERS -> {
          float[] numbers = new float[field.length()];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(10);
          }
          yield numbers;
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLearnerReadInMidStreamContinuesBitForBit(Family family) {
    List<Example> examples = family.examples();
    RecordingStore expected = new RecordingStore();
    RecordingStore store = new RecordingStore();
    try (Learner undisturbed = family.spec().newLearner("k", 1);
        Learner before = family.spec().newLearner("k", 1);
        Learner after = family.spec().newLearner("elsewhere", 9)) {
      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);

      examples.subList(0, CUT).forEach(before::learn);
      before.write(store);
      examples.subList(0, 13).forEach(after::learn); // must leave no trace
      after.read("k", 2, store);
      examples.subList(CUT, EXAMPLES).forEach(after::learn);
      after.write(store);

      assertThat(store.content()).isEqualTo(expected.content());
      assertThat(SnapshotCodec.encode(after.snapshot()))
          .isEqualTo(SnapshotCodec.encode(undisturbed.snapshot()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSnapshotAnswersAsTheLearnerItWasTakenOf(Family family) {
    List<Example> examples = family.examples();
    try (Learner learner = family.spec().newLearner("k", 1)) {
      examples.forEach(learner::learn);
      byte[] snapshot = SnapshotCodec.encode(learner.snapshot());
      try (Model served = Model.of(SnapshotCodec.decode(snapshot))) {
        for (Example example : examples.subList(0, 10)) {
          assertThat(served.predict(example.event()))
              .isEqualTo(learner.answer(example.event()).output());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleOfAFullMiniBatchIsScored(Family family) {
    try (Learner learner = family.spec().newLearner("k", 1)) {
      family.examples().forEach(learner::learn);

      PracticeSpec practice = family.spec().learn().practice(); // young: one at a time
      int left = (int) Math.max(0, EXAMPLES - practice.young()) % practice.batch();
      assertThat(learner.scores().count()).isEqualTo(EXAMPLES - left);
      assertThat(learner.skippedUpdates()).isZero();
      assertThat(learner.scores().measures()).extracting(Measure::value).doesNotContain(Double.NaN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersChangeNothing(Family family) {
    List<Example> examples = family.examples();
    RecordingStore expected = new RecordingStore();
    RecordingStore store = new RecordingStore();
    try (Learner undisturbed = family.spec().newLearner("k", 1);
        Learner asked = family.spec().newLearner("k", 1)) {
      for (Example example : examples) {
        undisturbed.learn(example);
        asked.answer(examples.get(7).event());
        asked.learn(example);
        asked.answer(example.event());
      }
      undisturbed.write(expected);
      asked.write(store);

      assertThat(store.content()).isEqualTo(expected.content());
    }
  }
}

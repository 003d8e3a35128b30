package io.gradstream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Answer;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GivenAnswersTest {

  private static final LearnerSpec SPEC = Machines.spec("plain", Variant.usual(false));

  private final GivenAnswers answers = new GivenAnswers();
  private final Learner learner = SPEC.newLearner("m0", 0);
  private final EventDecoder decoder =
      TopicRecords.decoder(
          SPEC.events().format(), SPEC.model().events(), SPEC.limits().recordBytes());

  @BeforeEach
  void learn() {
    for (int i = 0; i < 40; i++) {
      learner.learn(new Example(event(i), "e" + i, i % 2, new Position(i, Machines.EVENTS, 0, i)));
    }
  }

  @AfterEach
  void close() {
    learner.close();
  }

  private Event event(int number) {
    String text =
        "{\"id\": \"e%d\", \"at\": %d, \"machine\": \"m0\", \"load\": 0.%d, \"kind\": \"k1\"}"
            .formatted(number, number, number);
    return ((Decoded.Good) decoder.decode(text.getBytes(StandardCharsets.UTF_8), null)).event();
  }

  /** What the learner says now of an event, added to by so much. */
  private Prediction answer(int number, double more) {
    Answer answer = learner.answer(event(number));
    return new Prediction(
        SPEC.name(),
        "e" + number,
        "m0",
        new double[] {answer.output()[0] + more},
        answer.version(),
        answer.learnedThrough(),
        number);
  }

  private void ask() {
    byte[] snapshot = SnapshotCodec.encode(learner.snapshot());
    answers.ask("m0 " + learner.version(), Optional.of(snapshot));
  }

  @Test
  void usageExample() {
    answers.add("e5", event(5));
    answers.add(answer(5, 0));
    answers.add(answer(5, 0)); // once more, after a failure
    ask();

    assertThat(answers.compared()).isEqualTo(1);
    assertThat(answers.differences()).isEmpty();
  }

  @Test
  void theLeastDifferenceIsSeen() {
    answers.add("e5", event(5));
    answers.add(answer(5, Math.ulp(learner.answer(event(5)).output()[0])));
    ask();

    assertThat(answers.differences()).hasSize(1);
    assertThat(answers.differences().get(0)).startsWith("m0 " + learner.version() + " says");
  }

  @Test
  void whatOneVersionAnswersTwiceIsEqualEvenIfNobodyCanAskIt() {
    answers.add("e5", event(5));
    answers.add(answer(5, 0));
    answers.add(answer(5, 0.1f));
    answers.ask("m0 " + learner.version(), Optional.empty());

    assertThat(answers.compared()).isZero();
    assertThat(answers.differences()).hasSize(1);
    assertThat(answers.differences().get(0)).contains("had said before");
  }

  @Test
  void anAnswerToNoEventIsADifference() {
    answers.add(answer(5, 0));
    ask();

    assertThat(answers.differences()).hasSize(1);
  }
}

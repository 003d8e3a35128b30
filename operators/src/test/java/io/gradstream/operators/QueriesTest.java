package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.route.NoQueries;
import io.gradstream.operators.route.QueryRouter;
import io.gradstream.schemas.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries, from their router to the learner's replies. */
@SuppressWarnings("try") // no test is interrupted
class QueriesTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();
  private static final ReplyTo TO =
      new ReplyTo("trips.replies", 1, "correlationId", new byte[] {7});

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void usageExample() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.process(query(100));

      Reply reply = learner.replies().get(0);
      assertThat(reply.to().topic()).isEqualTo("trips.replies");
      assertThat(reply.status()).isEqualTo(Status.ANSWERED);
      assertThat(reply.message()).isEqualTo("set aside");
      assertThat(reply.answer().orElseThrow().key()).isEqualTo(Trips.place(100));
    }
  }

  @Test
  void aQueryIsAnsweredAsItsEventIs() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.process(query(100));
      learner.process(trips.lesson(100));

      List<Prediction> events = learner.predictions();
      assertThat(learner.replies().get(0).answer().orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(events.get(events.size() - 1));
    }
  }

  /** However many there are, of keys that nobody knows and of times far ahead. */
  @Test
  void whatIsLearnedHasTheSameBitsWithQueriesAndWithout() throws Exception {
    Map<String, String> without;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 200));
      learner.watermark(Trips.time(200));
      without = learner.state();
    }
    OperatorSubtaskState half;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learnAmongQueries(learner, 0, 100);
      half = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, half)) {
      learnAmongQueries(learner, 100, 200);
      learner.watermark(Trips.time(200));

      assertThat(learner.state()).isEqualTo(without);
      assertThat(learner.predictions()).hasSize(100);
    }
  }

  private void learnAmongQueries(LearnerHarness learner, int from, int to) throws Exception {
    for (int trip = from; trip < to; trip++) {
      learner.process(query(trip));
      learner.process(trips.lesson(trip));
      learner.process(query(1000 + trip));
      learner.process(query("nobody-" + trip, trip));
      learner.watermark(Trips.time(trip) - 10_000);
    }
  }

  @Test
  void aModelThatHasLearnedNothingSaysSo() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(query(0));

      Reply reply = learner.replies().get(0);
      assertThat(reply.status()).isEqualTo(Status.NOTHING_LEARNED);
      assertThat(reply.message())
          .isEqualTo("the model of key '%s' has learned nothing yet".formatted(Trips.place(0)));
      assertThat(reply.answer()).isEmpty();
      assertThat(learner.predictions()).isEmpty();
    }
  }

  @Test
  void aLearnerThatLearnsAgainAnswersOnceItHasCaughtUp() throws Exception {
    try (LearnerHarness learner = LearnerHarness.catchingUp(SPEC, folder, Trips.time(100), null)) {
      learner.process(trips.lessons(0, 120));
      learner.watermark(Trips.time(60));
      learner.process(query(100));
      learner.watermark(Trips.time(110));
      learner.process(query(100));

      assertThat(learner.replies())
          .extracting(Reply::status)
          .containsExactly(Status.CATCHING_UP, Status.ANSWERED);
    }
  }

  /** Without a watermark of theirs learning would wait for the next query. */
  @Test
  void nothingWaitsForTheTimeOfQueries() throws Exception {
    try (OneInputStreamOperatorTestHarness<QueryRecord, WorkItem> router =
        new OneInputStreamOperatorTestHarness<>(new QueryRouter(SPEC))) {
      router.open();
      router.setProcessingTime(1);
      assertThat(router.getOutput()).containsExactly(Watermark.MAX_WATERMARK);

      router.processWatermark(new Watermark(5));
      router.processElement(new StreamRecord<>(trips.asked(0)));
      assertThat(router.extractOutputValues())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(new WorkItem.Query(Trips.place(0), "t0", trips.asked(0)));
      assertThat(router.getOutput()).hasSize(2);
    }
  }

  @Test
  void whatWasRefusedAtTheSourceIsToldByTheRouter() throws Exception {
    Reply refusal = Reply.refusal(TO, Status.UNREADABLE, "no JSON");
    try (OneInputStreamOperatorTestHarness<QueryRecord, WorkItem> router =
        new OneInputStreamOperatorTestHarness<>(new QueryRouter(SPEC))) {
      router.open();
      router.processElement(new StreamRecord<>(refusal));

      assertThat(router.extractOutputValues()).isEmpty();
      assertThat(router.getSideOutput(SideOutputs.REPLIES))
          .extracting(StreamRecord::getValue)
          .containsExactly(refusal);
    }
  }

  @Test
  void aJobWithoutQueriesForgetsHowFarTheyWereRead() throws Exception {
    OperatorSubtaskState read;
    try (OneInputStreamOperatorTestHarness<ControlAt, WorkItem> source =
        new OneInputStreamOperatorTestHarness<>(new Reading(true))) {
      source.open();
      read = source.snapshot(1, 1);
    }
    OperatorSubtaskState forgotten;
    try (OneInputStreamOperatorTestHarness<ControlAt, WorkItem> none =
        new OneInputStreamOperatorTestHarness<>(new NoQueries())) {
      none.initializeState(read);
      none.open();
      forgotten = none.snapshot(2, 2);
    }
    Reading again = new Reading(false);
    try (OneInputStreamOperatorTestHarness<ControlAt, WorkItem> source =
        new OneInputStreamOperatorTestHarness<>(again)) {
      source.initializeState(forgotten);
      assertThat(again.splits).isEmpty();
    }
  }

  /** Has the state that Flink's sources have. */
  private static final class Reading extends AbstractStreamOperator<WorkItem>
      implements OneInputStreamOperator<ControlAt, WorkItem> {

    private static final long serialVersionUID = 1;

    private final boolean adds;
    private final transient List<byte[]> splits = new ArrayList<>();

    private Reading(boolean adds) {
      this.adds = adds;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      var state = context.getOperatorStateStore().getListState(StateNames.SOURCE_READER);
      state.get().forEach(splits::add);
      if (adds) {
        state.add(new byte[] {1});
      }
    }

    @Override
    public void processElement(StreamRecord<ControlAt> element) {}
  }

  private WorkItem.Query query(int trip) {
    return query(Trips.place(trip), trip);
  }

  private WorkItem.Query query(String key, int trip) {
    return new WorkItem.Query(key, "t" + trip, trips.asked(trip));
  }
}

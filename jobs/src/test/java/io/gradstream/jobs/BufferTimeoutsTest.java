package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class BufferTimeoutsTest {

  private static final Set<String> WAITED_FOR =
      Set.of(StateNames.LABEL_JOIN, StateNames.LEARNER, StateNames.COMMANDS);

  private final StreamGraph graph =
      TestJobs.graph(JobOptions.of(TestSpecs.TRIPS, "broker:9092", Path.of("/snapshots")));

  @Test
  void whatAnAnswerOrALessonWaitsForIsSentOnAtOnce() {
    BufferTimeouts.letReportsWait(graph);

    assertThat(graph.getStreamNodes())
        .filteredOn(node -> WAITED_FOR.contains(node.getOperatorName()))
        .hasSameSizeAs(WAITED_FOR)
        .flatExtracting(StreamNode::getInEdges)
        .extracting(StreamEdge::getBufferTimeout)
        .containsOnly(BufferTimeouts.OF_LEARNING.toMillis());
  }

  @Test
  void soIsAReply() {
    SpecBundle asked =
        new SpecBundle("t.yaml", TestSpecs.TRIPS.text() + "queries: {topic: asks}\n", Map.of());
    StreamGraph withQueries =
        TestJobs.graph(JobOptions.of(asked, "broker:9092", Path.of("/snapshots")));
    BufferTimeouts.letReportsWait(withQueries);

    assertThat(withQueries.getStreamNodes())
        .filteredOn(node -> node.getOperatorName().equals("replies: Writer"))
        .hasSize(1)
        .flatExtracting(StreamNode::getInEdges)
        .hasSize(2)
        .extracting(StreamEdge::getBufferTimeout)
        .containsOnly(BufferTimeouts.OF_LEARNING.toMillis());
  }

  @Test
  void reportsWaitForOthers() {
    List<StreamEdge> reports =
        graph.getStreamNodes().stream()
            .filter(node -> node.getOperatorName().matches("(dead letters|metrics): Writer"))
            .flatMap(node -> node.getInEdges().stream())
            .toList();
    assertThat(reports).hasSizeGreaterThan(2);

    BufferTimeouts.letReportsWait(graph);

    assertThat(reports)
        .extracting(StreamEdge::getBufferTimeout)
        .containsOnly(BufferTimeouts.OF_REPORTS.toMillis());
  }
}

package io.gradstream.jobs;

import io.gradstream.operators.report.SideOutputs;
import java.time.Duration;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * How long a record may wait for others on its way to the next operator. For every way between two
 * tasks Flink keeps a thread that wakes as often, whether there are records or none, and a learner
 * has some fifty of them; so only those wake often that an answer or a lesson may wait on.
 */
final class BufferTimeouts {

  /** Of events, labels, lessons and commands, and of replies, which somebody waits for. */
  static final Duration OF_LEARNING = Duration.ofMillis(3);

  /** Of what operators emit beside their main output: reports, dead letters, judgements. */
  static final Duration OF_REPORTS = Duration.ofMillis(100);

  private BufferTimeouts() {}

  /** Lets reports wait longer than the rest of a job does. */
  static void letReportsWait(StreamGraph graph) {
    graph.getStreamNodes().stream()
        .flatMap(node -> node.getOutEdges().stream())
        .filter(BufferTimeouts::isOfReports)
        .forEach(edge -> edge.setBufferTimeout(OF_REPORTS.toMillis()));
  }

  /** Flink sets the time-out of a whole operator; its side outputs are told by their tag alone. */
  private static boolean isOfReports(StreamEdge edge) {
    return edge.getOutputTag() != null && !edge.getOutputTag().equals(SideOutputs.REPLIES);
  }
}

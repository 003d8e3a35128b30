package io.gradstream.jobs;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * A sink of Flink's that writes at least once and keeps nothing in checkpoints: a job that is
 * without it again goes on from them. What it has taken is written before each barrier.
 */
final class StatelessSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1;

  private final KafkaSink<T> sink; // at least once

  StatelessSink(KafkaSink<T> sink) {
    this.sink = sink;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }
}

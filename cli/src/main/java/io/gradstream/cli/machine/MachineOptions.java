package io.gradstream.cli.machine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How {@code gradstream up} was told to run things. Ports are those of the loopback interface.
 *
 * @param data absolute folder of the broker's records
 * @param slots subtasks of an operator that all learners may have together
 * @param heapMegabytes Java heap in which the learners work
 * @param metricsPort of the cluster's JobManager, the TaskManager's is the next; 0 for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineOptions(
    String data,
    int brokerPort,
    int flinkPort,
    int servicePort,
    int slots,
    int heapMegabytes,
    int metricsPort) {

  /** Those of whoever says nothing. */
  public static MachineOptions usual() {
    String data = BrokerFolder.usual(System.getenv("XDG_DATA_HOME")).path().toString();
    return new MachineOptions(data, 9092, 8081, 8080, 8, 1024, 0);
  }

  /** What is otherwise in others, by option; empty when they are the same. */
  public List<String> differences(MachineOptions others) {
    return Stream.of(
            difference("--data", data, others.data),
            difference("--broker-port", brokerPort, others.brokerPort),
            difference("--flink-port", flinkPort, others.flinkPort),
            difference("--service-port", servicePort, others.servicePort),
            difference("--slots", slots, others.slots),
            difference("--cluster-heap-megabytes", heapMegabytes, others.heapMegabytes),
            difference(MetricsPorts.OPTION, metricsPort, others.metricsPort))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> difference(String option, Object ours, Object other) {
    return ours.equals(other)
        ? Optional.empty()
        : Optional.of("%s was %s and is %s".formatted(option, ours, other));
  }

  /** Of the cluster, which has one TaskManager. */
  public MetricsPorts metrics() {
    return new MetricsPorts(metricsPort, 1);
  }

  String brokers() {
    return "127.0.0.1:" + brokerPort;
  }

  URI flink() {
    return URI.create("http://127.0.0.1:" + flinkPort);
  }

  URI service() {
    return URI.create("http://127.0.0.1:" + servicePort);
  }
}

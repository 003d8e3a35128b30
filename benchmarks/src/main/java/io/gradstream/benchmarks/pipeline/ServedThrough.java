package io.gradstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the query service again and again, and notes when it first answered from a version that had
 * learned each event. Event numbers are offsets: one partition, nothing else on it.
 */
final class ServedThrough implements Runnable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final String parameter;
  private final long[] servedAt; // by offset, nanoTime; 0 when not served yet
  private volatile boolean stopped;
  private volatile int served;

  ServedThrough(URI service, String learner, String topic, int events) {
    request =
        HttpRequest.newBuilder(service.resolve("/v2/models/" + learner + "/infer"))
            .POST(HttpRequest.BodyPublishers.ofString(oneEvent()))
            .header("Content-Type", "application/json")
            .build();
    parameter = "learned." + topic + "-0";
    servedAt = new long[events];
  }

  private static String oneEvent() {
    StringBuilder inputs = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      inputs.append(i == 0 ? "" : ",");
      inputs.append(
          "{\"name\":\"f%d\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[0.5]}".formatted(i));
    }
    return "{\"inputs\":[" + inputs + "]}";
  }

  @Override
  public void run() {
    while (!stopped && served < servedAt.length) {
      long learned = askOnce();
      long now = System.nanoTime();
      for (; served <= learned && served < servedAt.length; served++) {
        servedAt[served] = now;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Highest offset the answering version had learned, -1 before there is one. */
  private long askOnce() {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode learned = JSON.readTree(answer.body()).path("parameters").path(parameter);
      return answer.statusCode() == 200 ? learned.asLong(-1) : -1;
    } catch (IOException e) {
      return -1; // not there yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return -1;
    }
  }

  void stop() {
    stopped = true;
  }

  int served() {
    return served;
  }

  /** After the thread has ended: milliseconds from when each event was due, over those served. */
  double[] since(long[] due, int from) {
    double[] all = new double[served];
    Arrays.setAll(all, offset -> (servedAt[offset] - due[offset]) / 1e6);
    return Arrays.copyOfRange(all, from, all.length);
  }
}

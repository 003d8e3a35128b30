package io.gradstream.serving;

import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What others do to a service while an honest client asks it. */
enum Trouble {
  NONE(0, "", ""),
  /** Most of a large body, then silence; again and again. */
  SLOW_BODIES(40, Flights.LEARNER, "") {
    @Override
    void ask(int port, AtomicBoolean goOn, AtomicInteger refused) throws IOException {
      try (Socket client = new Socket("127.0.0.1", port)) {
        send(client, Flights.LEARNER, 1_000_000, " ".repeat(800_000));
        client.setSoTimeout(100);
        while (goOn.get() && isOpen(client)) {
          // it stays silent
        }
      }
    }
  },
  LONG_BATCHES(20, HeavyModel.NAME, HeavyModel.rows(1024)),
  LARGE_BODIES(4, Flights.LEARNER, HeavyModel.lightRows(1024) + " ".repeat(420_000)),
  DEEP_BODIES(4, Flights.LEARNER, "[".repeat(1_000_000)),
  FLAT_BODIES(4, Flights.LEARNER, "[" + "[],".repeat(330_000) + "1]"),
  LONG_NUMBERS(4, Flights.LEARNER, "{\"id\":" + "9".repeat(500_000) + "}");

  private final int clients;
  private final String learner;
  private final String body;

  Trouble(int clients, String learner, String body) {
    this.clients = clients;
    this.learner = learner;
    this.body = body;
  }

  /** Begins; each client goes on until it is told to end. */
  List<Thread> start(int port, AtomicBoolean goOn, AtomicInteger refused) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(() -> askOn(port, goOn, refused), "trouble-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private void askOn(int port, AtomicBoolean goOn, AtomicInteger refused) {
    while (goOn.get()) {
      try {
        ask(port, goOn, refused);
      } catch (IOException e) {
        // the service has closed the connection
      }
    }
  }

  void ask(int port, AtomicBoolean goOn, AtomicInteger refused) throws IOException {
    try (Socket client = new Socket("127.0.0.1", port)) {
      send(client, learner, body.length(), body);
      client.setSoTimeout(100);
      StringBuilder answer = new StringBuilder();
      while (goOn.get() && answer.length() < 12) {
        try {
          int next = client.getInputStream().read();
          if (next < 0) {
            return;
          }
          answer.append((char) next);
        } catch (java.net.SocketTimeoutException e) {
          // not yet
        }
      }
      if (answer.toString().endsWith("503") || answer.toString().endsWith("413")) {
        refused.incrementAndGet();
      }
    }
  }

  private static void send(Socket client, String learner, int length, String part)
      throws IOException {
    String head =
        "POST /v2/models/%s/infer HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(learner, length);
    client.getOutputStream().write((head + part).getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isOpen(Socket client) throws IOException {
    InputStream input = client.getInputStream();
    try {
      return input.read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }
}

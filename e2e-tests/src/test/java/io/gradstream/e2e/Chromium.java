package io.gradstream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A browser of this machine without a window, one page in it, told what to do over the DevTools
 * protocol. Used by one thread.
 */
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final long PATIENCE = 60; // seconds for an answer

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting;
  private final List<String> complaints;

  private Chromium(Process process, URI page) {
    this.process = process;
    Listener listener = new Listener();
    waiting = listener.waiting;
    complaints = listener.complaints;
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, listener).join();
    call("Page.enable", JSON.createObjectNode());
    call("Runtime.enable", JSON.createObjectNode());
    call("Log.enable", JSON.createObjectNode());
    call("Network.enable", JSON.createObjectNode());
  }

  /** Where the browser's program is; nothing where there is none. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param folder that it keeps its files in
   */
  static Chromium start(Path program, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // tests may run as root; nothing is opened but our own page
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      Path port = folder.resolve("DevToolsActivePort");
      List<String> told = Eventually.get(() -> lines(port), lines -> lines.size() == 2);
      return new Chromium(process, page(Integer.parseInt(told.get(0))));
    } catch (IOException | RuntimeException | AssertionError e) {
      end(process);
      throw e;
    }
  }

  /** With its helpers, which write to its folder as long as they live. */
  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    process.destroy();
    for (ProcessHandle one : all) {
      one.onExit().completeOnTimeout(one, PATIENCE, TimeUnit.SECONDS).join();
      one.destroyForcibly();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI page(int port) throws IOException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    try {
      String targets =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
              .body();
      for (JsonNode target : JSON.readTree(targets)) {
        if (target.path("type").asText().equals("page")) {
          return URI.create(target.path("webSocketDebuggerUrl").asText());
        }
      }
      throw new IOException("it has no page: " + targets);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts answers to those who wait for them, and keeps what the page complains of. */
  private static final class Listener implements WebSocket.Listener {

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode told = JSON.readTree(message);
        String method = told.path("method").asText();
        if (told.has("id")) {
          waiting.remove(told.path("id").asInt()).complete(told);
        } else if (method.equals("Runtime.exceptionThrown")
            || (method.equals("Log.entryAdded")
                && told.at("/params/entry/level").asText().equals("error"))) {
          complaints.add(told.path("params").toString());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private JsonNode call(String method, ObjectNode parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonNode told = answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    if (told.has("error")) {
      throw new IllegalStateException(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  void open(String url) {
    call("Page.navigate", JSON.createObjectNode().put("url", url));
  }

  /** What an expression of JavaScript gives, as JSON; a promise is waited for. */
  JsonNode eval(String expression) {
    JsonNode told =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (told.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + told.path("exceptionDetails"));
    }
    return told.at("/result/value");
  }

  /** What the elements that a selector names say, as a person reads it: nothing of those hidden. */
  String text(String selector) {
    return eval("""
            [...document.querySelectorAll('%s')]
              .filter(element => element.checkVisibility())
              .map(element => element.innerText).join('\\n')"""
            .formatted(selector))
        .asText();
  }

  /** Errors of the page since it was begun: exceptions, refused files, broken rules. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Sets the size of the page, in pixels, and whether its user likes it dark. */
  void emulate(int width, int height, boolean isDark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", isDark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  /** A picture of the page, PNG. */
  byte[] screenshot() {
    JsonNode told = call("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    return Base64.getDecoder().decode(told.path("data").asText());
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }
}

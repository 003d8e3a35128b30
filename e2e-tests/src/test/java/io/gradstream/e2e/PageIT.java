package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.local.LocalServing;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.serving.QueryService;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, of a service that follows a running learner. Where there is no
 * browser it is skipped, and says so.
 */
@ExtendWith(OnCluster.class)
final class PageIT {

  private static final int PHONE = 390; // pixels
  private static final String TOKEN = "dashboard-0123456789";
  private static final Optional<Path> BROWSER = Chromium.program();

  private final Cluster cluster;

  PageIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void thereIsABrowser() {
    assumeTrue(
        BROWSER.isPresent(),
        "no chromium is on the PATH, so the page was NOT tried in a browser; Debian has one:"
            + " apt-get install chromium");
  }

  @Test
  void aPersonWatchesALearnerAndAsksIt(@TempDir Path folder) throws Exception {
    try (Chromium browser = Chromium.start(BROWSER.orElseThrow(), folder)) {
      try (LocalServing serving =
              LocalServing.start(
                  cluster.home(),
                  cluster.run(),
                  cluster.broker().address(),
                  List.of("paged"),
                  cluster.run().folder().resolve("large"));
          RunningLearner learner = RunningLearner.deploy(cluster, "paged.yaml");
          Sender sender = new Sender(cluster.broker().address())) {
        sender.bad(learner.events(), "bad", "no JSON", Reason.MALFORMED, "");
        learner.learn(0, 200);
        serving.awaitReady();
        String address = serving.address().toString();

        browser.open(address);

        theCurveIsDrawn(browser);
        theDeadLetterIsCounted(browser);
        theFormAsksTheModel(browser);
        everythingIsFromTheService(browser, address);
        itIsForEveryone(browser);
        assertThat(browser.complaints()).isEmpty();
      }
      awaitText(browser, "#trouble", "the service does not answer");
    }
  }

  private static void theCurveIsDrawn(Chromium browser) {
    awaitText(browser, "#curve-words", "now accuracy ");
    assertThat(browser.text("#curve-words")).contains("always the commonest", "as the last one");
    assertThat(browser.text("#learners a[aria-current]")).isEqualTo("paged");
    assertThat(browser.text("#pulse")).isEqualTo("live");
    assertThat(
            browser
                .eval(
                    """
                    (() => {
                      const canvas = document.querySelector('#chart canvas');
                      const drawn = canvas.getContext('2d');
                      return drawn.getImageData(0, 0, canvas.width, canvas.height).data.some(v => v);
                    })()""")
                .asBoolean())
        .isTrue();
    assertThat(browser.eval("document.querySelectorAll('#curve-table tbody tr').length").asInt())
        .isPositive();
    awaitText(browser, "#tiles", "200 learned");
    awaitText(browser, "#model", "dense 4, relu");
  }

  private static void theDeadLetterIsCounted(Chromium browser) {
    awaitText(browser, "#dead", "malformed");
    assertThat(browser.text("#dead-words")).startsWith("1 record could not be used.");
  }

  private static void theFormAsksTheModel(Chromium browser) {
    browser.eval("document.querySelector('#ask button').click()");
    awaitText(browser, "#answer", "fill in at least one field");

    fill(browser, "kind", "kind-1");
    browser.eval("document.querySelector('#ask button').click()");
    awaitText(browser, "#answer", "size"); // in the words of the service

    fill(browser, "size", "3");
    browser.eval("document.querySelector('#ask button').click()");
    awaitText(browser, "#answer", "by version ");
    assertThat(browser.text("#answer")).containsPattern("probability: 0\\.\\d+");
  }

  private static void fill(Chromium browser, String label, String value) {
    browser.eval(
        """
        [...document.querySelectorAll('#ask label')]
          .find(label => label.textContent.startsWith('%s')).control.value = '%s'"""
            .formatted(label, value));
  }

  private static void everythingIsFromTheService(Chromium browser, String address) {
    JsonNode loaded = browser.eval("performance.getEntriesByType('resource').map(one => one.name)");

    assertThat(loaded)
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(name.asText()).startsWith(address));
  }

  /** By the rules of axe, light and dark, on a desk and on a phone. */
  private static void itIsForEveryone(Chromium browser) {
    browser.eval(axe());
    for (boolean isDark : List.of(false, true)) {
      for (int width : List.of(1280, PHONE)) {
        browser.emulate(width, 900, isDark);

        JsonNode findings =
            browser.eval(
                """
                axe.run(document).then(found => found.violations.map(one =>
                  one.id + ': ' + one.nodes.map(node => node.html).join(' ')))""");
        int needed = browser.eval("document.documentElement.scrollWidth").asInt();

        assertThat(findings).as("axe, width %d, dark %s", width, isDark).isEmpty();
        assertThat(needed).as("width").isLessThanOrEqualTo(width);
      }
    }
  }

  private static String axe() {
    try {
      Properties properties = new Properties();
      properties.load(
          new StringReader(resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")));
      String version = properties.getProperty("version");
      return resource("/META-INF/resources/webjars/axe-core/" + version + "/axe.min.js");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aTokenIsAskedForAndKeptInTheTabAlone(@TempDir Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "read " + TOKEN + "\n");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    ServingOptions options =
        ServingOptions.parse(
            List.of(
                "--brokers",
                cluster.broker().address(),
                "--learner",
                "never-deployed",
                "--port",
                "0",
                "--tokens",
                tokens.toString()));
    try (var service = new QueryService(options);
        Chromium browser = Chromium.start(BROWSER.orElseThrow(), profile)) {
      service.start();
      browser.open(service.url());
      awaitText(browser, "#gate", "A token is needed");

      give(browser, "wrong-0123456789");
      awaitText(browser, "#trouble", "the token is none of this service's");
      give(browser, TOKEN);
      awaitText(browser, "#obstacle", "there is no topic never-deployed.models");

      assertThat(browser.text("#missing")).startsWith("No learning curve: there is no topic ");
      assertThat(browser.text("#gate")).isEmpty();
      assertThat(browser.eval("sessionStorage.length").asInt()).isEqualTo(1);
      assertThat(browser.eval("localStorage.length + document.cookie.length").asInt()).isZero();
    }
  }

  private static void give(Chromium browser, String token) {
    browser.eval(
        "document.getElementById('token').value = '%s';".formatted(token)
            + "document.querySelector('#gate button').click()");
  }

  private static void awaitText(Chromium browser, String selector, String text) {
    Eventually.get(() -> browser.text(selector), said -> said.contains(text));
  }
}

package io.gradstream.cli.prove;

import io.gradstream.cli.steer.ModelBytes;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Learns a published version again. Which of the orders on the control topic its learner obeyed
 * stands nowhere: one that began anew obeys none of before, one that went back to an older state
 * those of that state. So the fewest are tried first, and whichever come to the same bytes were
 * those.
 */
final class LearningAgain {

  private final LearnerSpec spec;
  private final ModelBytes published;
  private final KafkaOptions kafka;

  LearningAgain(LearnerSpec spec, ModelBytes published, KafkaOptions kafka) {
    this.spec = spec;
    this.published = published;
    this.kafka = kafka;
  }

  /**
   * @throws IllegalStateException with what is known of the reason, when the bytes are others
   */
  LearnedAgain learnAgain() throws IOException, InterruptedException {
    LearnedAgain likeliest = null;
    for (List<PlacedCommand> orders : mayHaveBeenObeyed()) {
      LearnedAgain again = learnAgain(orders);
      if (again.wrong().isEmpty()
          && again.bytes().filter(bytes -> Arrays.equals(bytes, published.bytes())).isPresent()) {
        return again;
      }
      likeliest = likeliest == null ? again : likeliest;
    }
    throw new IllegalStateException(why(likeliest));
  }

  private LearnedAgain learnAgain(List<PlacedCommand> orders)
      throws IOException, InterruptedException {
    ModelSnapshot model = published.snapshot();
    return LearnedAgain.now(spec, model.key(), model.version(), orders, kafka);
  }

  private List<List<PlacedCommand>> mayHaveBeenObeyed() throws IOException {
    Version version = published.snapshot().version();
    List<PlacedCommand> all;
    try (LearnerHistory history = kafka.requireAnswer().history(spec.name())) {
      all =
          history.orders(Integer.MAX_VALUE).stream()
              .filter(order -> order.branch() <= version.generation())
              .toList();
    }
    TreeSet<Long> branches = new TreeSet<>(List.of(version.generation()));
    all.forEach(order -> branches.add(order.branch()));
    List<List<PlacedCommand>> candidates = new ArrayList<>();
    for (long first : branches.descendingSet()) {
      candidates.add(all.stream().filter(order -> order.branch() >= first).toList());
    }
    return candidates;
  }

  private String why(LearnedAgain again) {
    ModelSnapshot model = published.snapshot();
    List<String> reasons = new ArrayList<>();
    for (LearnedPartition partition : again.partitions()) {
      if (partition.range().from() > 0 && spec.events().from() instanceof StartPosition.Earliest) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "%s begins at offset %,d: what came before is deleted",
                partition.of(),
                partition.range().from()));
      }
    }
    reasons.addAll(again.notes());
    reasons.addAll(again.wrong());
    if (again.model().isEmpty()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "what is there makes %,d steps, and the version is of %,d",
              again.steps(),
              model.version().step()));
    } else {
      reasons.addAll(differences(model, again.model().get()));
    }
    return "version %s of %s cannot be learned again from what its topics hold now, and no statement is written:%n  %s"
        .formatted(model.version(), spec.name(), String.join("%n  ".formatted(), reasons));
  }

  private static List<String> differences(ModelSnapshot then, ModelSnapshot now) {
    List<String> words = new ArrayList<>();
    if (then.lineage().examples() != now.lineage().examples()) {
      words.add(
          String.format(
              Locale.ROOT,
              "it was learned from %,d examples, and is now from %,d",
              then.lineage().examples(),
              now.lineage().examples()));
    }
    for (PartitionProgress was : then.lineage().partitions()) {
      Optional<PartitionProgress> is =
          now.lineage().partitions().stream()
              .filter(of -> of.topic().equals(was.topic()) && of.partition() == was.partition())
              .findFirst();
      if (!is.equals(Optional.of(was))) {
        words.add(
            "of %s-%d it had learned up to offset %d, and has now up to %s"
                .formatted(
                    was.topic(),
                    was.partition(),
                    was.highestLearned(),
                    is.map(of -> Long.toString(of.highestLearned())).orElse("none")));
      }
    }
    words.add(
        words.isEmpty()
            ? "the same examples come to other weights: was it upgraded to this spec while it learned, did another release begin it, or are the records others now?"
            : "that is another order or other records: a partition that fell silent while it was to come goes along with the others after five seconds (events.idle); with events.idle: never it does not");
    return words;
  }
}

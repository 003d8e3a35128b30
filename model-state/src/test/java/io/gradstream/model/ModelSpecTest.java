package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.EventField;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSpecTest {

  @Test
  void theNetworkFollowsFromFeaturesAndTarget() {
    NetworkSpec network = Flights.spec(Flights.CAUSE).networkSpec();

    assertThat(network.embeddings()).containsExactly(new EmbeddingSpec("origin", 10, 3));
    assertThat(network.layers()).isEqualTo(Flights.spec(Flights.CAUSE).layers());
    assertThat(network.head()).isEqualTo(new HeadSpec.MultiClass(3));
  }

  @Test
  void theHeadFollowsFromTheTarget() {
    assertThat(Flights.spec(Flights.LATE).networkSpec().head()).isEqualTo(new HeadSpec.Binary());
    assertThat(Flights.spec(Flights.MINUTES).networkSpec().head())
        .isEqualTo(new HeadSpec.Regression());
  }

  @Test
  void whoAsksNeedsNotGiveFieldsThatNoAnswerNeeds() {
    ModelSpec spec = Flights.spec(Flights.LATE);

    assertThat(spec.asked().fields())
        .allMatch(field -> spec.needed().contains(field.name()) || !field.required())
        .extracting(EventField::name)
        .isEqualTo(spec.events().fields().stream().map(EventField::name).toList());
    assertThat(spec.needed())
        .isNotEmpty()
        .allMatch(name -> spec.asked().fields().contains(field(name, spec)));
    assertThat(spec.asked().zone()).isEqualTo(spec.events().zone());
  }

  @Test
  void whoAsksGivesTheNumberThatAnAnswerIsAChangeFrom() {
    Target change =
        new RegressionTarget(
            "delayMinutes", Optional.of("distance"), new ValueLoss.Squared(), Optional.empty());
    ModelSpec of = Flights.spec(Flights.MINUTES);
    ModelSpec spec =
        new ModelSpec("flights", 1, of.events(), Optional.empty(), List.of(), change, of.layers());

    assertThat(spec.needed()).containsExactly("distance");
  }

  private static EventField field(String name, ModelSpec of) {
    return of.events().fields().get(of.events().indexOf(name));
  }

  @Test
  void theSeedOfAKeyIsTheSameOnEveryMachine() {
    // Numbers of an independent implementation (Python).
    assertThat(Flights.spec(Flights.LATE).seedOf("")).isEqualTo(-4720215238617646287L);
    assertThat(Flights.spec(Flights.LATE).seedOf("ORD")).isEqualTo(4264374065653621582L);
  }

  @Test
  void everyKeyHasASeedOfItsOwn() {
    Set<Long> seeds = new HashSet<>();
    for (int key = 0; key < 10_000; key++) {
      seeds.add(Flights.spec(Flights.LATE).seedOf("key-" + key));
    }
    assertThat(seeds).hasSize(10_000);
  }
}

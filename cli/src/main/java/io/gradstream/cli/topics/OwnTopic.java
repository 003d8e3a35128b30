package io.gradstream.cli.topics;

import io.gradstream.schemas.Topics;
import java.util.Locale;

/** A topic of a learner that is read, by the name a command line gives it. */
public enum OwnTopic {
  PREDICTIONS(TopicRead.From.NOW) {
    @Override
    public String of(String learner) {
      return Topics.of(learner).predictions();
    }
  },
  METRICS(TopicRead.From.NOW) {
    @Override
    public String of(String learner) {
      return Topics.of(learner).metrics();
    }
  },
  DEAD_LETTERS(TopicRead.From.BEGINNING) {
    @Override
    public String of(String learner) {
      return Topics.of(learner).deadLetters();
    }
  },
  MODELS(TopicRead.From.BEGINNING) {
    @Override
    public String of(String learner) {
      return Topics.of(learner).models();
    }
  };

  private final TopicRead.From usual;

  OwnTopic(TopicRead.From usual) {
    this.usual = usual;
  }

  /** The topic's name. */
  public abstract String of(String learner);

  /** Where one wants to begin who does not say: few records are read from their beginning. */
  public TopicRead.From usual() {
    return usual;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

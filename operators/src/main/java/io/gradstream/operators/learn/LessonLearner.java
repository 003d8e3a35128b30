package io.gradstream.operators.learn;

import io.gradstream.learning.Admission;
import io.gradstream.learning.Admission.Refusal;
import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.Standing;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.resident.Resident;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.seen.SeenIds;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.control.CommandSchedule;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.WorkItem.Lesson;
import io.gradstream.operators.report.Counts;
import io.gradstream.operators.report.StoredCount;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns lessons whose turn has come, if they are admitted, and counts what comes of it. Not thread
 * safe.
 */
final class LessonLearner {

  private static final Logger LOG = LoggerFactory.getLogger(LessonLearner.class);

  private final String name; // of the learner
  private final Admission admission;
  private final SeenIds.Memory seen;
  private final StoredCount keys;
  private final ResidentLearners residents;
  private final Publishing publishing;
  private final CommandSchedule commands;
  private final Counts counts;

  /**
   * @param seen the ids of the current key
   * @param keys models that have learned anything
   */
  LessonLearner(
      LearnerSpec spec,
      SeenIds.Memory seen,
      StoredCount keys,
      ResidentLearners residents,
      Publishing publishing,
      CommandSchedule commands,
      Counts counts) {
    name = spec.name();
    admission = spec.admission();
    this.seen = seen;
    this.keys = keys;
    this.residents = residents;
    this.publishing = publishing;
    this.commands = commands;
    this.counts = counts;
  }

  /**
   * Learns a lesson of the current key.
   *
   * @return why it is not learned, if it is not
   */
  Optional<Refusal> learn(Lesson lesson) throws IOException {
    Resident resident = residents.get(lesson.key());
    Optional<Refusal> refusal =
        admission.refusal(lesson.example(), resident.exists(), keys.total(), seen);
    if (refusal.isEmpty()) {
      refusal = resident.learner().refusal(lesson.example());
    }
    if (refusal.isEmpty()) {
      learn(lesson, resident);
    } else if (refusal.get().reason() == Reason.DUPLICATE) {
      counts.add(Count.DUPLICATES);
    }
    return refusal;
  }

  private void learn(Lesson lesson, Resident resident) throws IOException {
    if (!resident.exists()) {
      keys.add(lesson.key(), 1);
    }
    Learner learner = resident.learner();
    Contest contest = resident.contest();
    commands.at(lesson.position().time()).applyTo(contest);
    long skippedBefore = learner.skippedUpdates();
    Version before = learner.version();
    resident.learned();
    counts.add(Count.EXAMPLES);
    if (contest.learn(lesson.example())) {
      counts.add(Count.UPDATES);
      counts.add(Count.SKIPPED_UPDATES, learner.skippedUpdates() - skippedBefore);
      counts.add(Count.EXPLODED_UPDATES, hasExploded(learner, before) ? 1 : 0);
      contest.learners().forEach(this::tellDrift);
      contest.takePromoted().ifPresent(this::tell);
      publishing.changed(contest.champion());
    }
  }

  /** Not where only another one made a step, which was promoted. */
  private static boolean hasExploded(Learner learner, Version before) {
    return learner.hasExploded() && !learner.version().equals(before);
  }

  private void tellDrift(Learner learner) {
    for (Reaction reaction : learner.takeNews()) {
      LOG.info("Drift of '{}', model '{}': {}", name, learner.key(), reaction.words());
    }
  }

  private void tell(Standing promoted) {
    counts.add(Count.PROMOTIONS);
    LOG.info(
        "Challenger {} of '{}' answers from now on: better by {} on {} examples, confidence {}.",
        promoted.name(),
        name,
        -promoted.trial().difference(),
        promoted.trial().pairs(),
        promoted.trial().confidence());
  }
}

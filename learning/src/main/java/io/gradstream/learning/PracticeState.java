package io.gradstream.learning;

import io.gradstream.features.encode.Encoder;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.Model;
import io.gradstream.model.Pool;
import io.gradstream.network.Network;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Carries a practice to its store and back: encoder, history, members, scores, replay, drift. What
 * was never written is as the seed makes it.
 */
final class PracticeState {

  // Indexes of Part.HISTORY.
  private static final int KNOWN = 0;
  private static final int LESSONS = 1;
  private static final int WAITING = 2;

  // Indexes of Part.DRIFT.
  private static final int LADDER = 0;
  private static final int OWNER = 1;

  private final Practice practice;
  private final Model model;
  private final boolean isPool;
  private final StoredDrift storedDrift = new StoredDrift();
  private Contender stored; // challenger of which everything is stored, or null
  private boolean anyStored; // of challengers

  PracticeState(Practice practice) {
    this.practice = practice;
    model = practice.model();
    isPool = model.spec().pool().isPresent();
  }

  void startAnew() {
    stored = null;
    anyStored = false;
  }

  /** Number of the optimizer's steps, or of what stands for them where there are several. */
  long steps() {
    return steps(model.pool());
  }

  private long steps(Pool pool) {
    return isPool ? practice.replay().examples() : only(pool).steps();
  }

  private static Network only(Pool pool) {
    return pool.networks().values().iterator().next();
  }

  /** Sets the steps of one network; those of several are in a part of their own. */
  void setSteps(long steps) {
    setSteps(model.pool(), steps);
  }

  private void setSteps(Pool pool, long steps) {
    if (!isPool) {
      only(pool).setSteps(steps);
    }
  }

  /** Writes what has changed since the last write. */
  void write(LearnerStore store) {
    writeEncoder(model.encoder(), store);
    if (model.classes().isOpen()) {
      store.putPart(Part.CLASSES, 0, PartBytes.write(model.classes()::write));
    }
    if (!isPool) {
      store.putPart(Part.TARGETS, 0, model.labels().statistics());
    }
    practice
        .pairing()
        .lastEvents()
        .ifPresent(last -> store.putPart(Part.NEXT, 0, PartBytes.write(last::write)));
    practice
        .pairing()
        .forecasts()
        .ifPresent(of -> store.putPart(Part.FORECASTS, 0, PartBytes.write(of::write)));
    practice.alarms().ifPresent(of -> store.putPart(Part.ALARMS, 0, PartBytes.write(of::write)));
    writeHistory(store);
    MemberState champion = MemberState.ofChampion(model.pool());
    champion.write(store, false);
    if (hasMix()) {
      champion.writeMix(store, practice.replay().examples());
    }
    store.putPart(Part.SCORES, 0, practice.scores().state());
    practice.replay().write(store);
    practice.driftResponse().ifPresent(response -> write(response, store));
  }

  /** Whether how members answer, or a count of examples, is a part of the state. */
  private boolean hasMix() {
    return isPool || practice.spec().counts();
  }

  private void writeHistory(LearnerStore store) {
    model.rows().history().ifPresent(of -> store.putPart(Part.HISTORY, KNOWN, of.state()));
    practice
        .pairing()
        .lateLabels()
        .ifPresent(
            late -> {
              byte[] lessons = model.rows().lessons().orElseThrow().state();
              store.putPart(Part.HISTORY, LESSONS, lessons);
              store.putPart(Part.HISTORY, WAITING, PartBytes.write(late::write));
            });
  }

  private void write(DriftResponse response, LearnerStore store) {
    store.putPart(Part.DRIFT, LADDER, PartBytes.write(response.drift()::write));
    store.putPart(Part.DRIFT, OWNER, PartBytes.write(out -> writeOwner(response, out)));
    response.kept().write(store);
    Contender challenger = response.challenger().orElse(null);
    if (challenger != null) {
      MemberState members = MemberState.ofChallenger(challenger.pool());
      members.write(store, challenger != stored);
      if (hasMix()) {
        members.writeMix(store, practice.replay().examples());
      }
      anyStored = true;
    } else if (anyStored) {
      MemberState.forgetChallenger(store);
      anyStored = false;
    }
    stored = challenger;
  }

  private void writeOwner(DriftResponse response, DataOutput out) throws IOException {
    out.writeDouble(response.challengerFactor());
    out.writeLong(response.challenger().map(of -> steps(of.pool())).orElse(0L));
    response.kept().writeSteps(out);
  }

  /** Reads into a practice that was just started anew. */
  void read(LearnerStore store) {
    readEncoder(model.encoder(), store);
    if (model.classes().isOpen()) {
      PartBytes.read(Part.CLASSES, store.part(Part.CLASSES, 0), model.classes()::read);
    }
    if (!isPool) {
      PartBytes.restore(Part.TARGETS, 0, store, model.labels()::restoreStatistics);
    }
    practice
        .pairing()
        .lastEvents()
        .ifPresent(last -> PartBytes.read(Part.NEXT, store.part(Part.NEXT, 0), last::read));
    practice
        .pairing()
        .forecasts()
        .ifPresent(of -> PartBytes.read(Part.FORECASTS, store.part(Part.FORECASTS, 0), of::read));
    practice
        .alarms()
        .ifPresent(of -> PartBytes.read(Part.ALARMS, store.part(Part.ALARMS, 0), of::read));
    readHistory(store);
    MemberState champion = MemberState.ofChampion(model.pool());
    champion.read(store);
    practice.replay().read(store, champion.readMix(store));
    practice.scores().restore(store.part(Part.SCORES, 0));
    practice.driftResponse().ifPresent(response -> read(response, store));
  }

  private void readHistory(LearnerStore store) {
    model
        .rows()
        .history()
        .ifPresent(of -> PartBytes.restore(Part.HISTORY, KNOWN, store, of::restore));
    practice
        .pairing()
        .lateLabels()
        .ifPresent(
            late -> {
              PartBytes.restore(
                  Part.HISTORY, LESSONS, store, model.rows().lessons().orElseThrow()::restore);
              PartBytes.read(Part.HISTORY, store.part(Part.HISTORY, WAITING), late::read);
            });
  }

  private void read(DriftResponse response, LearnerStore store) {
    byte[] ladder = store.part(Part.DRIFT, LADDER);
    if (ladder == null) {
      return;
    }
    PartBytes.read(Part.DRIFT, ladder, in -> storedDrift.read(in, model.key(), response.drift()));
    PartBytes.read(Part.DRIFT, store.part(Part.DRIFT, OWNER), in -> readOwner(response, in, store));
    response.kept().read(store, model.pool().networks());
  }

  private void readOwner(DriftResponse response, DataInput in, LearnerStore store)
      throws IOException {
    double factor = in.readDouble();
    long steps = in.readLong();
    response.kept().readSteps(in);
    anyStored = true;
    if (response.drift().hasChallenger()) {
      stored = response.restoreChallenger(factor);
      MemberState members = MemberState.ofChallenger(stored.pool());
      members.read(store);
      members.readMix(store);
      setSteps(stored.pool(), steps);
    }
  }

  /** What there is now is what is stored. */
  void markClean() {
    practice.replay().markClean();
    MemberState.ofChampion(model.pool()).markClean();
    practice
        .driftResponse()
        .ifPresent(
            response -> {
              response.kept().markClean();
              response
                  .challenger()
                  .ifPresent(of -> MemberState.ofChallenger(of.pool()).markClean());
            });
  }

  private static void writeEncoder(Encoder encoder, LearnerStore store) {
    store.putPart(Part.STATISTICS, 0, encoder.statistics());
    for (int table = 0; table < encoder.tables(); table++) {
      store.putPart(Part.CATEGORIES, table, encoder.categories(table));
    }
  }

  private static void readEncoder(Encoder encoder, LearnerStore store) {
    PartBytes.restore(Part.STATISTICS, 0, store, encoder::restoreStatistics);
    for (int table = 0; table < encoder.tables(); table++) {
      int index = table;
      PartBytes.restore(
          Part.CATEGORIES, index, store, bytes -> encoder.restoreCategories(index, bytes));
    }
  }
}

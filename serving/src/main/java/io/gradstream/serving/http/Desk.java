package io.gradstream.serving.http;

import io.gradstream.serving.report.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What requests of every protocol pass: who may, how many at a time and with how much, and the
 * threads on which answers are worked out. Thread safe.
 */
public final class Desk {

  /** Where large bodies stand in line to be read, one at a time: they take the most heap. */
  private static final Object LARGE_BODIES = new Object();

  private final Gate gate;
  private final InProgress inProgress;
  private final Turns turns = new Turns();
  private final Limits limits;
  private final Optional<TlsKeystore> keystore;
  private final List<Runnable> watched = new ArrayList<>();
  private final List<Consumer<Measures>> measured = new CopyOnWriteArrayList<>();

  /**
   * @throws IllegalArgumentException when one of the files is not as it must be, or the limits do
   *     not fit the heap
   */
  Desk(Front front) {
    limits = front.limits();
    keystore = front.tls().map(TlsKeystore::new);
    Optional<TokenFile> tokens = front.tokens().map(TokenFile::new);
    inProgress =
        new InProgress(
            limits.requests(), Heap.sharedBytes(limits, Runtime.getRuntime().maxMemory()));
    keystore.ifPresent(file -> watched.add(file::refresh));
    tokens.ifPresent(file -> watched.add(file::refresh));
    gate = tokens.map(file -> Gate.of(file::tokens)).orElseGet(Gate::open);
  }

  /**
   * Why a request may not pass; nothing when it may.
   *
   * @param authorization that it brings; null for none
   */
  public Optional<Reply> refusal(String authorization, Access asked) {
    return gate.refusal(authorization, asked);
  }

  /**
   * Why a page in a browser may not ask for this; nothing when it may. A browser sends what pages
   * from anywhere tell it to, also to services of its own machine; what it sends names the page's
   * origin, and brings no token.
   *
   * @param origin that the request names; null for none
   */
  Optional<Reply> refusalOfPage(String origin, Access asked) {
    boolean refused = origin != null && asked.allows(Access.LEARN) && !gate.isGuarded();
    return refused
        ? Optional.of(
            Reply.error(
                Refusal.FORBIDDEN, "a browser's page may do so only where --tokens are given"))
        : Optional.empty();
  }

  /** A request comes in; nothing when there are too many, none of them slow. */
  public Optional<InProgress.Request> enter() {
    return inProgress.enter();
  }

  public Turns turns() {
    return turns;
  }

  public Limits limits() {
    return limits;
  }

  /** Where a body of so many bytes stands in line to be read: large ones in one line. */
  public static Object readingLane(int bytes, Object own) {
    return bytes > Heap.SMALL_BODY ? LARGE_BODIES : own;
  }

  /** Key and certificate as they are now; absent where nothing is encrypted. */
  public Optional<X509ExtendedKeyManager> keys() {
    return keystore.map(TlsKeystore::keys);
  }

  /** More that {@code /metrics} says. */
  public void measured(Consumer<Measures> more) {
    measured.add(more);
  }

  void writeMeasures(HttpMeasures http, Measures into) {
    http.write(inProgress, into);
    measured.forEach(one -> one.accept(into));
  }

  Optional<TlsKeystore> keystore() {
    return keystore;
  }

  List<Runnable> watched() {
    return watched;
  }
}

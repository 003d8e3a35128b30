package io.gradstream.learning.spec.keys;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.PoolSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a spec says under {@code pool}: what is absent follows from whether one network answers or
 * several.
 */
public record DeclaredPool(
    Optional<List<HistoryGroup>> history,
    boolean season,
    Optional<Boolean> replay,
    Optional<PoolSpec.Mix> mix,
    Optional<List<MemberForm>> members) {}

package io.gradstream.operators.source;

/**
 * Records of a partition that will not be read.
 *
 * @param from the offset that was due
 * @param to the offset that reading goes on with
 * @param records how many are gone, as far as offsets tell: what a transaction writes beside its
 *     records counts as well
 */
record Gap(Kind kind, Partition partition, long from, long to, long records) {

  /** What has happened. */
  enum Kind {
    DELETED(
        "%s: %d records were deleted before they were read (offsets %d to %d). Give the topic a"
            + " longer retention, or the learner less downtime."),
    MADE_ANEW(
        "%s: the topic was made anew, or its log was cut, so at least %d records were not read"
            + " (offset %d was due, and the log goes on at %d).");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  String words() {
    return kind.words.formatted(partition, records, from, kind == Kind.DELETED ? to - 1 : to);
  }
}

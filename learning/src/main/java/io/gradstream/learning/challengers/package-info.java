/**
 * A champion and those who learn beside it, of one model key: {@link
 * io.gradstream.learning.challengers.Contest}, how it is read back, {@link
 * io.gradstream.learning.challengers.StoredContests}, and how its challengers do, {@link
 * io.gradstream.learning.challengers.Standing}.
 */
package io.gradstream.learning.challengers;

/**
 * Judging: the answers as they were given, held against their labels and scored; used by {@code
 * io.gradstream.operators.pipeline}.
 */
package io.gradstream.operators.judge;

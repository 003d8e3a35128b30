/**
 * Every key of a learner spec, declared in the language of {@code yaml}. Door: {@link
 * io.gradstream.learning.spec.keys.Declaration}.
 */
package io.gradstream.learning.spec.keys;

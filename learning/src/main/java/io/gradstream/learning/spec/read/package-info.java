/**
 * Readers that make a spec's records from its checked keys, and the rules between keys. Door:
 * {@link io.gradstream.learning.spec.read.SpecReader}.
 */
package io.gradstream.learning.spec.read;

/**
 * What a model is at a version: rows of its events, members that learn them and answer, a mix of
 * their answers and a target; snapshots with their codec, and where snapshots too large for a
 * record are kept. Used by learners and by the query service alike.
 */
package io.gradstream.model;

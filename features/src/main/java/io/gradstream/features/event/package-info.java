/**
 * Events: a user's record as typed fields, the schema they follow and the rules they keep; used by
 * everyone.
 */
package io.gradstream.features.event;

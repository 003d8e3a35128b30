/**
 * What came before an event, as features: running rates of the label by category, movements of
 * numbers, movements of the label. {@link io.gradstream.features.history.History} is the door.
 */
package io.gradstream.features.history;

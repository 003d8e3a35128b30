/** What a running learner says of itself on its metrics topic, added up. */
package io.gradstream.local.reports;

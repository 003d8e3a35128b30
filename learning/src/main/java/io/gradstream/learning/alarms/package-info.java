/** Which events are anomalies: {@link Alarms}, at a rate that is stated. */
package io.gradstream.learning.alarms;

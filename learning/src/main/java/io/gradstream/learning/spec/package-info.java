/** The learner spec: YAML, validated at the edge into records. */
package io.gradstream.learning.spec;

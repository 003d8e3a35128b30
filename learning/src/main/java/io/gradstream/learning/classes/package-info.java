/**
 * Classes as scores count them: listed by a spec, or met as labels come; and what baselines know of
 * them.
 */
package io.gradstream.learning.classes;

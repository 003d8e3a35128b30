/**
 * Classes as scores count them: listed by a spec, or met as labels come; and what baselines know of
 * them; how well two of them are ranked.
 */
package io.gradstream.learning.classes;

/**
 * What a model makes: texts, token by token, and samples; from a snapshot at the desk and from a
 * model that is served, the same. May use models and their targets; commands and the query service
 * use it.
 */
package io.gradstream.model.made;

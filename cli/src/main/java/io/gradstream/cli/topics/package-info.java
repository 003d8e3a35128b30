/** Topics as commands read and write them: a learner's own, in words, and the user's. */
package io.gradstream.cli.topics;

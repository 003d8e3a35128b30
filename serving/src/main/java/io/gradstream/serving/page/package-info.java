/**
 * The page on which a person watches learners live and asks them: its files, and what it shows as
 * JSON, from the reports and dead letters that a thread of its own follows in bounded memory. Door:
 * {@link io.gradstream.serving.page.Watch}.
 */
package io.gradstream.serving.page;

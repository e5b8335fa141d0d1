/** Load: real texts, their lengths, languages and repeats, and when each is sent. All seeded. */
package io.lexstream.loadtest.generator;

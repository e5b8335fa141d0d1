/** Dead letters for people: what failed and why, and another try. */
package io.lexstream.streamsapp.deadletters;

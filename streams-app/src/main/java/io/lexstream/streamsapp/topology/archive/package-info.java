/** What is known of each document by its id: result, decision, verdict; and its erasure. */
package io.lexstream.streamsapp.topology.archive;

/** Stores result, decision and verdict of each document by its id, and erases them on request. */
package io.lexstream.streamsapp.topology.archive;

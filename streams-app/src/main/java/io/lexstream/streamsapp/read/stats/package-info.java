/** How the platform does at present: rates, delays and what waits. */
package io.lexstream.streamsapp.read.stats;

/** Reads records of several formats and writes documents. */
package io.lexstream.streamsapp.write.intake;

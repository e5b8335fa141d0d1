/** Reads documents from the inbox and from topics of other applications. */
package io.lexstream.streamsapp.write.intake;

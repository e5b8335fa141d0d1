/** Records of many kinds in, documents out. */
package io.lexstream.streamsapp.write.intake;

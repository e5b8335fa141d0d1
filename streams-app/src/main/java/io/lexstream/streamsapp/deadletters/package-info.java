/** Lists and replays dead letters. */
package io.lexstream.streamsapp.deadletters;

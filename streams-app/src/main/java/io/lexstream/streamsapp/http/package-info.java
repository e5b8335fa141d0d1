/** The HTTP API. */
package io.lexstream.streamsapp.http;

/** Test fixtures that several modules use. Product modules depend on it at test scope only. */
package io.lexstream.testing;

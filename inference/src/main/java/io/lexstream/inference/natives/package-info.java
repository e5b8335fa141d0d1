/** Settings of the native libraries. */
package io.lexstream.inference.natives;

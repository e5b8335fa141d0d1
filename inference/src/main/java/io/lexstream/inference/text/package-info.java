/** Plain text before any model: code points, sentences, language. */
package io.lexstream.inference.text;

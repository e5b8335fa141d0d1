/** Text processing before tokenization: code points, sentences, language identification. */
package io.lexstream.inference.text;

/** The one YAML reader of Lexstream: documents as nodes with line numbers, values as written. */
package io.lexstream.settings.yaml;

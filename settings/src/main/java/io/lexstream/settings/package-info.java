/** Configuration: typed options with defaults, read from one YAML file and the environment. */
package io.lexstream.settings;

/** Real parts for tests, this module's and others'. */
package io.lexstream.schemas.testing;

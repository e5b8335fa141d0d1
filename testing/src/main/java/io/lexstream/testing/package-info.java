/**
 * Test fixtures that several modules use. No product module depends on this one outside its tests.
 */
package io.lexstream.testing;

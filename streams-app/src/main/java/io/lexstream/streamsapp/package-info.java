/**
 * The streams app. The root package wires the parts; no other package depends on it.
 *
 * <table>
 *   <caption>Packages</caption>
 *   <tr><td>{@code write.ingress}</td><td>writes what arrives over HTTP to Kafka</td></tr>
 *   <tr><td>{@code write.intake}</td><td>turns records of the inbox and of other topics into
 *   documents</td></tr>
 *   <tr><td>{@code topology}</td><td>what the Kafka Streams topologies share; one subpackage for
 *   each of {@code moderation}, {@code analytics} and {@code archive}</td></tr>
 *   <tr><td>{@code policy}</td><td>moderation policies: rules, conditions, decisions; no Kafka</td></tr>
 *   <tr><td>{@code read.query}</td><td>queries of the state stores of all instances</td></tr>
 *   <tr><td>{@code read.feed}</td><td>committed records as events for subscribers</td></tr>
 *   <tr><td>{@code read.stats}</td><td>throughput, latency, consumer lag, health</td></tr>
 *   <tr><td>{@code deadletters}</td><td>lists and replays dead letters</td></tr>
 *   <tr><td>{@code http}</td><td>the HTTP API on all of these</td></tr>
 * </table>
 */
package io.lexstream.streamsapp;

package io.lexstream.streamsapp.read.query;

import org.apache.kafka.streams.state.HostInfo;

/** The instance that holds the state of a key. */
public sealed interface Owner {

  /** This instance, in one of its partitions. */
  record Local(int partition) implements Owner {}

  /** Another instance. */
  record Remote(HostInfo instance) implements Owner {}
}

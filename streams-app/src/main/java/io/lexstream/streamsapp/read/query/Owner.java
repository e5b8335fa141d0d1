package io.lexstream.streamsapp.read.query;

import org.apache.kafka.streams.state.HostInfo;

/** Who holds the state of a key. */
public sealed interface Owner {

  /** This instance, in one of its partitions. */
  record Here(int partition) implements Owner {}

  /** Another instance. */
  record There(HostInfo instance) implements Owner {}
}

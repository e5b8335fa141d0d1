package io.lexstream.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Two TCP ports of the loopback interface that were free a moment ago. */
record FreePorts(int first, int second) {

  /** Finds two different free ports. */
  static FreePorts find() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var first = new ServerSocket(0, 1, loopback);
        var second = new ServerSocket(0, 1, loopback)) {
      return new FreePorts(first.getLocalPort(), second.getLocalPort());
    }
  }
}

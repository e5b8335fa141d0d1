package io.lexstream.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** TCP sockets on which a process listens, as Linux reports them. */
final class ListeningSockets {

  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** The addresses of all listening sockets of this process and its child processes. */
  static List<InetSocketAddress> ofThisProcessAndItsChildren() throws IOException {
    var inodes = new HashSet<String>();
    var self = ProcessHandle.current();
    var processes = Stream.concat(Stream.of(self), self.descendants()).toList();
    for (var process : processes) {
      inodes.addAll(socketInodes(process.pid()));
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/self/net", table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[3].equals(LISTEN) && inodes.contains(fields[9]))
        .map(fields -> address(fields[1]))
        .toList();
  }

  private static Set<String> socketInodes(long pid) throws IOException {
    var inodes = new HashSet<String>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (var descriptor : descriptors) {
        try {
          var target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          // closed meanwhile
        }
      }
    }
    return inodes;
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 0100007F:1F90}: 32-bit words in the byte order of the machine, then the port. */
  private static InetSocketAddress address(String text) {
    var parts = text.split(":");
    byte[] words = HexFormat.of().parseHex(parts[0]);
    byte[] bytes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[(i / 4) * 4 + 3 - i % 4];
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

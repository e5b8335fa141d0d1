package io.lexstream.loadtest.systems;

import java.util.Map;

/** How documents are written for a system, and how its answers are read. */
interface MessageFormat {

  byte[] document(String topic, String id, String text);

  /** Labels by task of an answer; tasks it does not answer are left out. */
  Map<String, String> labels(String topic, byte[] answer);
}

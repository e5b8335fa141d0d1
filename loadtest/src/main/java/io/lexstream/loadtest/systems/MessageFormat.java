package io.lexstream.loadtest.systems;

import java.util.Map;

/** Writes documents for a system and reads its results. */
interface MessageFormat {

  byte[] document(String topic, String id, String text);

  /** The labels of a result by task, without the tasks that it has no label for. */
  Map<String, String> labels(String topic, byte[] result);
}

package io.lexstream.settings.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 files that people write: the configuration, policies and package descriptions.
 *
 * <p>Rejects what makes such a file ambiguous or expensive to read: duplicate keys, keys that are
 * not text, aliases, tags, more than one document, more than {@value #MAX_DEPTH} levels, and more
 * than {@value #MAX_BYTES} bytes. JSON is YAML and is read too.
 */
public final class Yaml {

  static final int MAX_BYTES = 4 << 20;
  static final int MAX_DEPTH = 64;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();

  private final Iterator<Event> events;

  private Yaml(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * The document in {@code file}, encoded in UTF-8. An empty file is a null scalar.
   *
   * @throws YamlException if the content is rejected
   * @throws IOException if the file cannot be read
   */
  public static YamlNode read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new YamlException(0, "the file is not UTF-8: save it as UTF-8");
    }
  }

  /**
   * The document in {@code text}. An empty text is a null scalar.
   *
   * @throws YamlException if the content is rejected
   */
  public static YamlNode parse(String text) {
    if (text.length() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      return new Yaml(new Parse(SETTINGS).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new YamlException(line, "not YAML: " + e.getProblem().replaceAll("\\s+", " "));
    } catch (YamlEngineException e) {
      throw new YamlException(0, "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static YamlException tooLarge() {
    return new YamlException(
        0, "the file is larger than " + (MAX_BYTES >> 20) + " MiB: shorten it");
  }

  private YamlNode document() {
    require(Event.ID.StreamStart);
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      return new YamlNode.Scalar(1, "", true);
    }
    var root = node(events.next(), 1);
    require(Event.ID.DocumentEnd);
    var after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw problem(after, "the file has a second YAML document: keep one");
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw problem(event, "more than " + MAX_DEPTH + " levels of nesting: flatten the file");
    }
    if (event instanceof ScalarEvent scalar) {
      requireNoTag(scalar, scalar.getTag().orElse(""));
      return new YamlNode.Scalar(line(event), scalar.getValue(), scalar.isPlain());
    }
    if (event instanceof AliasEvent alias) {
      throw problem(event, "alias *" + alias.getAlias() + ": write the value itself");
    }
    var start = (CollectionStartEvent) event;
    requireNoTag(start, start.getTag().orElse(""));
    return start instanceof MappingStartEvent ? mapping(start, depth) : sequence(start, depth);
  }

  private YamlNode sequence(Event start, int depth) {
    var items = new ArrayList<YamlNode>();
    for (var next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new YamlNode.Sequence(line(start), items);
  }

  private YamlNode mapping(Event start, int depth) {
    var entries = new ArrayList<YamlNode.Entry>();
    var keys = new HashSet<String>();
    for (var next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
      if (!(node(next, depth + 1) instanceof YamlNode.Scalar key)) {
        throw problem(next, "a key must be text, not a list or a mapping");
      }
      if (!keys.add(key.text())) {
        throw problem(next, "duplicate key '" + key.text() + "': remove one");
      }
      entries.add(new YamlNode.Entry(key.line(), key.text(), node(events.next(), depth + 1)));
    }
    return new YamlNode.Mapping(line(start), entries);
  }

  private static void requireNoTag(Event event, String tag) {
    if (!tag.isEmpty()) {
      throw problem(event, "tag " + tag + " is not supported: remove it");
    }
  }

  private void require(Event.ID id) {
    var event = events.next();
    if (event.getEventId() != id) {
      throw new IllegalStateException("expected YAML event " + id + ", but got " + event);
    }
  }

  private static YamlException problem(Event event, String problem) {
    return new YamlException(line(event), problem);
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}

package io.lexstream.streamsapp.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.settings.yaml.Yaml;
import io.lexstream.settings.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Reads policies. Rejects unknown keys and invalid values with their line. */
public final class PolicyParser {

  private static final String SHIPPED = "moderation.yaml";
  private static final String DECISIONS = "allow, review or block";
  private static final Set<String> RESERVED = Set.of(Policy.DEFAULT, Policy.WHEN_MISSING);

  private PolicyParser() {}

  /** Reads {@code file}. */
  public static Policy read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new PolicyException(file.toString(), "is not UTF-8: save it as UTF-8");
    } catch (IOException e) {
      throw new PolicyException(
          file.toString(), "cannot be read (" + e + "): name a readable policy file");
    }
  }

  /** The policy that ships with Lexstream. */
  public static Policy shipped() {
    try (InputStream yaml = PolicyParser.class.getResourceAsStream("/" + SHIPPED)) {
      return parse(SHIPPED, new String(yaml.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new PolicyException(SHIPPED, "cannot be read from the jar: " + e);
    }
  }

  /** Parses {@code yaml}. Errors name {@code file}. */
  public static Policy parse(String file, String yaml) {
    var root = compose(file, yaml);
    var entries = root.mapping("a policy", "default", "when-missing", "rules");
    var byDefault =
        decision(root.required(entries, "default", "a policy", DECISIONS + ", if no rule is true"));
    var whenMissing =
        decision(
            root.required(
                entries, "when-missing", "a policy", DECISIONS + ", if a score is missing"));
    List<Rule> rules = entries.containsKey("rules") ? rules(entries.get("rules")) : List.of();
    return new Policy(hash(yaml), byDefault, whenMissing, rules);
  }

  private static PolicyNode compose(String file, String yaml) {
    try {
      return new PolicyNode(file, Yaml.parse(yaml));
    } catch (YamlException e) {
      throw new PolicyException(file, Math.max(1, e.line()), e.getMessage());
    }
  }

  private static List<Rule> rules(PolicyNode list) {
    var rules = new ArrayList<Rule>();
    var names = new HashSet<String>();
    for (var item : list.items("rules")) {
      var entries = item.mapping("a rule", "name", "when", "then");
      var nameNode = item.required(entries, "name", "a rule", "a name for decisions to show");
      String name = nameNode.text("name");
      if (RESERVED.contains(name) || !names.add(name)) {
        throw nameNode.problem(
            "the name '" + name + "' is already used: give the rule another name");
      }
      rules.add(
          new Rule(
              name,
              ConditionParser.parse(
                  item.required(entries, "when", "rule " + name, "its conditions")),
              decision(item.required(entries, "then", "rule " + name, DECISIONS))));
    }
    return List.copyOf(rules);
  }

  private static DecisionKind decision(PolicyNode node) {
    return node.value("a decision", DECISIONS, DecisionKind::of);
  }

  private static String hash(String yaml) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

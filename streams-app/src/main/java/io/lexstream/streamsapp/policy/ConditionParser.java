package io.lexstream.streamsapp.policy;

import io.lexstream.streamsapp.policy.OneOfCondition.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the {@code when:} of a rule. All keys of a mapping must be true. */
final class ConditionParser {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([mhd])");
  private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
  private static final String[] KEYS = {
    "toxicity",
    "sentiment",
    "entity",
    "language",
    "source",
    "length",
    "attribute",
    "author",
    "any",
    "all",
    "not"
  };

  private ConditionParser() {}

  static Condition parse(PolicyNode when) {
    var conditions = new ArrayList<Condition>();
    when.mapping("a condition", KEYS).forEach((key, node) -> conditions.add(parse(key, node)));
    return all(conditions, when);
  }

  private static Condition parse(String key, PolicyNode node) {
    return switch (key) {
      case "toxicity" -> score(ScoreCondition.Task.TOXICITY, "toxic", node);
      case "sentiment" -> score(ScoreCondition.Task.SENTIMENT, null, node);
      case "entity" -> entity(node);
      case "language" -> new OneOfCondition(Property.LANGUAGE, node.texts("language"));
      case "source" -> new OneOfCondition(Property.SOURCE, node.texts("source"));
      case "length" ->
          new LengthCondition(bounds(node.mapping("length", "at-least", "below"), node));
      case "attribute" -> attribute(node);
      case "author" -> author(node);
      case "any" -> new Condition.Any(parts("any", node));
      case "all" -> new Condition.All(parts("all", node));
      case "not" -> new Condition.Not(parse(node));
      default -> throw node.problem("unknown condition '" + key + "'");
    };
  }

  private static List<Condition> parts(String what, PolicyNode node) {
    return node.items(what).stream().map(ConditionParser::parse).toList();
  }

  private static Condition score(ScoreCondition.Task task, String usualLabel, PolicyNode node) {
    if (node.isScalar()) {
      return new ScoreCondition(task, node.text(task.text()), null);
    }
    var entries = node.mapping(task.text(), "label", "at-least", "below");
    var labelNode = entries.get("label");
    if (labelNode == null && usualLabel == null) {
      throw node.problem(task.text() + " needs 'label:' with the label whose score counts");
    }
    String label = labelNode == null ? usualLabel : labelNode.text("label");
    boolean bounded = entries.containsKey("at-least") || entries.containsKey("below");
    return new ScoreCondition(task, label, bounded ? probability(entries, node) : null);
  }

  private static Bounds probability(Map<String, PolicyNode> entries, PolicyNode node) {
    for (String key : List.of("at-least", "below")) {
      if (entries.containsKey(key)) {
        double bound = number(entries.get(key), key);
        if (bound < 0 || bound > 1) {
          throw entries.get(key).problem(key + " is " + bound + ": it must be between 0 and 1");
        }
      }
    }
    return bounds(entries, node);
  }

  private static Bounds bounds(Map<String, PolicyNode> entries, PolicyNode node) {
    if (!entries.containsKey("at-least") && !entries.containsKey("below")) {
      throw node.problem("needs 'at-least:', 'below:' or both, with numbers");
    }
    var bounds =
        new Bounds(
            entries.containsKey("at-least")
                ? number(entries.get("at-least"), "at-least")
                : Double.NEGATIVE_INFINITY,
            entries.containsKey("below")
                ? number(entries.get("below"), "below")
                : Double.POSITIVE_INFINITY);
    if (bounds.atLeast() >= bounds.below()) {
      throw node.problem(
          "the range is empty: at-least "
              + bounds.atLeast()
              + " must be less than below "
              + bounds.below());
    }
    return bounds;
  }

  private static Condition entity(PolicyNode node) {
    var entries = node.mapping("entity", "type", "text");
    if (entries.isEmpty()) {
      throw node.problem("entity needs 'type:', 'text:' or both");
    }
    Set<String> types = entries.containsKey("type") ? entries.get("type").texts("type") : Set.of();
    Set<String> texts = entries.containsKey("text") ? entries.get("text").texts("text") : Set.of();
    return new EntityCondition(
        types,
        texts.stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Condition attribute(PolicyNode node) {
    var entries = node.mapping("attribute", "name", "is");
    var name = node.required(entries, "name", "attribute", "the attribute's name");
    var is = node.required(entries, "is", "attribute", "one value or a list of them");
    return new AttributeCondition(name.text("name"), is.texts("is"));
  }

  private static Condition author(PolicyNode node) {
    var conditions = new ArrayList<Condition>();
    node.mapping("author", "is", "blocks", "reviews")
        .forEach(
            (key, value) ->
                conditions.add(
                    switch (key) {
                      case "is" -> new OneOfCondition(Property.AUTHOR, value.texts("is"));
                      case "blocks" -> history(DecisionKind.BLOCK, "blocks", value);
                      default -> history(DecisionKind.REVIEW, "reviews", value);
                    }));
    return all(conditions, node);
  }

  private static Condition history(DecisionKind kind, String what, PolicyNode node) {
    var entries = node.mapping(what, "at-least", "within");
    var atLeast = node.required(entries, "at-least", what, "a number of documents");
    var within = node.required(entries, "within", what, "a window such as 30m, 24h or 7d");
    long count =
        atLeast.value(
            "at-least",
            "a whole number from 1",
            text -> Optional.of(Long.parseLong(text)).filter(n -> n > 0));
    return new AuthorCondition(
        kind,
        count,
        within.value("within", "1m to 90d, such as 30m, 24h or 7d", ConditionParser::window));
  }

  private static Optional<Duration> window(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    var window =
        switch (matcher.group(2)) {
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    return Optional.of(window).filter(w -> !w.isZero() && w.compareTo(LONGEST_WINDOW) <= 0);
  }

  private static double number(PolicyNode node, String what) {
    return node.value(
        what, "a number", text -> Optional.of(Double.parseDouble(text)).filter(Double::isFinite));
  }

  private static Condition all(List<Condition> conditions, PolicyNode node) {
    if (conditions.isEmpty()) {
      throw node.problem("needs at least one condition");
    }
    return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
  }
}

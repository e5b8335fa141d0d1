package io.lexstream.inference.analyzer;

import io.lexstream.inference.engine.SharedEngine;
import io.lexstream.inference.packages.Task;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Selects, for a language and task, the first configured package that answers it. */
final class Routes {

  private final List<SharedEngine> engines;

  Routes(List<SharedEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  /** The route of a text whose language is known. */
  Route forLanguage(String language) {
    return route(engines.stream().filter(engine -> engine.model().serves(language)).toList());
  }

  /**
   * The route of a text whose language is undetermined: the route of the first language of the
   * default package, or of all packages if the default package serves every language.
   */
  Route byDefault() {
    var languages = engines.get(0).model().languages();
    return languages.isEmpty() ? route(engines) : forLanguage(languages.get(0));
  }

  /** The route to one package alone, for all its tasks. */
  static Route only(SharedEngine engine) {
    return route(List.of(engine));
  }

  private static Route route(List<SharedEngine> serving) {
    var byTask = new EnumMap<Task, SharedEngine>(Task.class);
    for (Task task : Task.values()) {
      serving.stream()
          .filter(engine -> engine.model().answers(task))
          .findFirst()
          .ifPresent(engine -> byTask.put(task, engine));
    }
    return new Route(byTask, serving.isEmpty());
  }

  /**
   * Engines by task.
   *
   * @param byTask tasks without an engine are absent
   * @param unsupported whether no package serves the language at all
   */
  record Route(Map<Task, SharedEngine> byTask, boolean unsupported) {

    /** Each engine once, with the tasks it answers on this route, in order of tasks. */
    Map<SharedEngine, Set<Task>> byEngine() {
      var tasks = new LinkedHashMap<SharedEngine, Set<Task>>();
      byTask.forEach(
          (task, engine) ->
              tasks.computeIfAbsent(engine, e -> EnumSet.noneOf(Task.class)).add(task));
      return tasks;
    }
  }
}

package org.allogate.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What dashboards and rules ask Prometheus. */
final class Queries {
  // What is no metric: texts, labels, ranges, groupings, functions, operators, variables, numbers.
  private static final List<Pattern> REST =
      List.of(
          Pattern.compile("\"[^\"]*\""),
          Pattern.compile("\\{[^}]*}"),
          Pattern.compile("\\[[^]]*]"),
          Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"),
          Pattern.compile("\\b\\w+(?=\\s*\\()"),
          Pattern.compile("\\b(and|or|unless|bool|offset)\\b"),
          Pattern.compile("\\$\\w+"),
          Pattern.compile("\\b[0-9][\\w.]*"));
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private Queries() {}

  /** Those of a Grafana dashboard, its variables' among them. */
  static List<String> ofDashboard(String json) {
    try {
      JsonNode dashboard = new ObjectMapper().readTree(json);
      return Stream.concat(
              dashboard.findValuesAsText("expr").stream(),
              dashboard.at("/templating/list").findValuesAsText("definition").stream()
                  .map(it -> it.replaceAll("label_values\\((.*),.*\\)", "$1")))
          .toList();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of a file of rules. */
  static List<String> ofRules(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml).findValuesAsText("expr");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of the metrics in them. */
  static Set<String> metrics(List<String> queries) {
    return queries.stream()
        .flatMap(Queries::metrics)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> metrics(String query) {
    String left = query;
    for (Pattern each : REST) {
      left = each.matcher(left).replaceAll(" ");
    }
    return NAME.matcher(left).results().map(it -> it.group());
  }
}

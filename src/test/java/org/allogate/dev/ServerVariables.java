package org.allogate.dev;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of one server of the build, written as variables where Liberty reads them last. They
 * win over the environment and never show on a command line.
 */
public final class ServerVariables {
  private ServerVariables() {}

  /** Writes {@code configDropins/overrides/<name>.xml} of the server with mode 600. */
  public static void write(Path server, String name, Map<String, String> variables) {
    StringBuilder xml = new StringBuilder("<server>\n");
    new TreeMap<>(variables)
        .forEach(
            (key, value) ->
                xml.append(
                    "  <variable name=\"%s\" value=\"%s\"/>\n".formatted(key, escaped(value))));
    PrivateFile.write(
        server.resolve("configDropins").resolve("overrides").resolve(name + ".xml"),
        xml.append("</server>\n").toString());
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
